package enospc.pool.sim;

/// What a change of a file or a directory dirties beside its data, and what that takes.
final class Metadata {

    private Metadata() { }

    /// The directory gets another entry or loses one: its block, its dnode and that of the file.
    static void dirtyDirectory(Kernel kernel, Node node, long object) {
        long txg = kernel.openTxg();
        long entries = node.content.entries();
        kernel.dirty(node, node.pending.dnodes(txg, object, object, kernel.version())
                + node.pending.directory(txg, entries));
        node.pending.touchDnodes(txg, object);
        node.pending.touchDirectory(txg, entries);
        Renewal.directory(kernel, node);
    }

    /// A directory is removed, or a file renamed over: that is what writes the list of what is unlinked.
    static void dirtyUnlinked(Kernel kernel, Node node) {
        node.pending.touchUnlinked(kernel.openTxg());
        Renewal.unlinked(kernel, node);
    }

    /// A file's own dnode changes.
    static void dirtyDnode(Kernel kernel, Node node, long object) {
        long txg = kernel.openTxg();
        kernel.dirty(node, node.pending.dnodes(txg, object, object, kernel.version()));
        node.pending.touchDnodes(txg, object);
    }

    /// On zfs-fuse the first block of dnodes is there from the beginning: see [Renewal].
    static long dnodeBytes(Version version, long object) {
        return version.isFuse() && object < 32 ? 0 : Version.DNODE_BYTES;
    }
}
