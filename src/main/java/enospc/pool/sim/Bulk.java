package enospc.pool.sim;

/// Many new files of one size in one step, far from every limit: their sums are those of the single calls.
final class Bulk {

    private final Kernel kernel;
    private final Version version;
    private final Profile profile;
    private final Node node;

    Bulk(Kernel kernel, Node node) {
        this.kernel = kernel;
        this.version = kernel.version();
        this.profile = kernel.profile();
        this.node = node;
    }

    /// How many files from this one on may go in one step: new ones of one size, whose estimates leave every limit
    /// unreached, so that each single call of theirs would have been let in.
    int admitted(Unpacked unpacked, int file) {
        long room = kernel.admission().headroom(node) / version.inflation();
        long bytes = unpacked.bytesOf(file);
        long fixed = version.metaLevels() * version.indirectBytes() + 4 * Version.DNODE_BLOCK_BYTES
                + 64 * node.content.entries() + 1024;
        if (room <= fixed) {
            return 0;
        }
        long each = blocks(bytes) + Version.DNODE_BLOCK_BYTES / 32 + 64;
        long most = Math.min((room - fixed) / each, 1 + Extraction.SLICE_NANOS / profile.copyNanos(bytes));
        int end = Math.min(unpacked.endOfRun(file), unpacked.nextThere(file));
        int many = (int) Math.min(most, end - file);
        while (many > 1 && estimate(many, bytes) >= room) {
            many--;
        }
        return many < 1 || estimate(many, bytes) >= room ? 0 : many;
    }

    /// Bytes dirtied by `many` new files of that size, from create to the last attribute.
    private long estimate(int many, long bytes) {
        long txg = kernel.openTxg();
        long object = node.pending.nextObject;
        return node.pending.dnodes(txg, object, object + many - 1, version)
                + node.pending.directory(txg, node.content.entries() + many)
                + many * blocks(bytes);
    }

    /// Bytes of a file's blocks in memory, an indirect block above several.
    private long blocks(long bytes) {
        if (bytes <= Version.RECORD_BYTES) {
            return (bytes + 511) / 512 * 512;
        }
        long records = Version.records(bytes);
        long pointers = version.indirectBytes() / 128;
        return records * Version.RECORD_BYTES + (records + pointers - 1) / pointers * version.indirectBytes();
    }

    void fill(Unpacked unpacked, int file, int many) {
        long bytes = unpacked.bytesOf(file);
        long txg = kernel.openTxg();
        long estimate = estimate(many, bytes);
        long entries = node.content.entries() + many;
        node.pending.nextObject += many;
        kernel.dirty(node, estimate);
        node.pending.touchDnodes(txg, node.pending.nextObject - 1);
        node.pending.touchDirectory(txg, entries);
        Renewal.directory(kernel, node);
        kernel.write(node, many * (version.dataBytes(bytes) + Version.DNODE_BYTES));
        unpacked.fill(file, file + many, node.birth);
        kernel.throttle();
    }
}
