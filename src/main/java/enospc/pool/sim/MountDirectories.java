package enospc.pool.sim;

/// The directories that datasets are mounted on, in what is mounted above them.
final class MountDirectories {

    private final Kernel kernel;
    private final Version version;
    private final Calls calls;
    private final Freeing freeing;

    MountDirectories(Kernel kernel) {
        this.kernel = kernel;
        this.version = kernel.version();
        this.calls = new Calls(kernel);
        this.freeing = new Freeing(kernel);
    }

    /// Makes one, and those above it that are not there.
    Errno make(Node node, String name) {
        int slash = name.lastIndexOf('/');
        String above = name.substring(0, Math.max(slash, 0));
        boolean missing = slash > 0 && !node.content.mountpoints.containsKey(above);
        Errno answer = missing ? make(node, above) : Errno.OK;
        if (answer.ok()) {
            answer = kernel.gate().admit(node, version.createBytes(), false, Long.MAX_VALUE);
        }
        if (answer.ok()) {
            long object = node.pending.nextObject++;
            Metadata.dirtyDirectory(kernel, node, object);
            place(node, name, object);
        }
        return answer;
    }

    /// It is there; one that was there already stays as it is.
    void place(Node node, String name) {
        place(node, name, node.pending.nextObject);
    }

    private void place(Node node, String name, long object) {
        MountDirectory made = new MountDirectory(node.birth,
                version.directoryBytes() + Metadata.dnodeBytes(version, object));
        if (node.own().mountpoints.putIfAbsent(name, made) == null) {
            kernel.write(node, made.bytes());
        }
    }

    /// Somebody looks into one on zfs-fuse: the time of that changes, unless there is no room for it.
    void read(Node node) {
        boolean free = node.pending.ownsDnodes(kernel.syncedTxg());
        if (version.isFuse() && kernel.gate().admit(node, 512, free, true, Long.MAX_VALUE).ok()) {
            Metadata.dirtyDnode(kernel, node, 0);
        }
    }

    /// Removes one; it stays where a removal is refused. On OpenZFS 2.1.11 as well those of datasets that were
    /// destroyed or renamed are gone, mounted or not, and 50 made and destroyed leave `referenced` as it was.
    void remove(Node node, String name) {
        boolean empty = node.content.mountpoints.containsKey(name) && !node.content.mountsWithin(name);
        if (!empty || !calls.admit(node, version.createBytes(), freeing.removing(node), true).ok()) {
            return;
        }
        MountDirectory directory = node.own().mountpoints.remove(name);
        if (directory == null) {
            return;   // while this waited, somebody else took it away
        }
        kernel.free(node, directory.birth(), directory.bytes());
        Metadata.dirtyUnlinked(kernel, node);
        Metadata.dirtyDirectory(kernel, node, node.pending.nextObject);
    }
}
