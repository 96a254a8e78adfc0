package enospc.pool.sim;

/// Whether a change counts as freeing space, so that no quota stops it: always on OpenZFS, only where it does so on
/// zfs-fuse.
final class Freeing {

    /// A record and seven levels of indirect blocks of 16K.
    private static final long CUT_BYTES = Version.RECORD_BYTES + 7 * (16 << 10);

    private final Kernel kernel;
    private final Version version;

    Freeing(Kernel kernel) {
        this.kernel = kernel;
        this.version = kernel.version();
    }

    /// Removing a mount directory.
    boolean removing(Node node) {
        return removing(node, 0);
    }

    boolean removing(Node node, SimFile file) {
        return removing(node, freed(node, file, 0));
    }

    /// On zfs-fuse what is freed is held against 24 times the dnodes, the list of what is unlinked and the directory,
    /// where a snapshot has them: a removal after a snapshot has to free more than 3 MiB until a directory was removed,
    /// or than 6 if it is the first change of an entry, too (zfs_vnops.c, `zfs_remove`; dmu_tx.c, `dmu_tx_hold_zap`).
    private boolean removing(Node node, long freed) {
        if (!version.attributesAreFree()) {
            return true;
        }
        long synced = kernel.syncedTxg();
        long written = (node.pending.ownsDnodes(synced) ? 0 : 4 * dnodeChain())
                + (node.pending.ownsUnlinked(synced) ? 0 : Version.RECORD_BYTES)
                + (node.pending.ownsDirectory(synced) ? 0 : Version.RECORD_BYTES);
        return written == 0 || freed > version.inflation() * written;
    }

    /// Cutting a file off. On zfs-fuse what is freed is held against an estimate of what is written, the dnode and,
    /// where something is left, its last record with all indirect blocks, times 24 (dmu_tx.c, `dmu_tx_hold_free`,
    /// `dmu_tx_count_free`).
    boolean cutting(Node node, SimFile file, long bytes) {
        if (!version.attributesAreFree()) {
            return true;
        }
        boolean rewritten = bytes == 0 || bytes >= file.bytes()
                || owns(node, file, (int) (bytes / Version.RECORD_BYTES));
        long written = rewritten ? 0 : CUT_BYTES;
        if (!node.pending.ownsDnodes(kernel.syncedTxg())) {
            written += dnodeChain();
        }
        return freed(node, file, (int) Version.records(bytes)) >= version.inflation() * written;
    }

    /// Whether what is written there replaces a block on disk that is the head's own, and so frees as much as it takes.
    /// A lone block that grows becomes another one.
    boolean overwriting(Node node, SimFile file, long from, long length) {
        boolean grows = file.bytes() <= Version.RECORD_BYTES && from + length > file.bytes();
        return !grows && owns(node, file, (int) (from / Version.RECORD_BYTES));
    }

    /// A block of dnodes with all that is above it.
    private long dnodeChain() {
        return Version.DNODE_BLOCK_BYTES + version.metaLevels() * version.indirectBytes();
    }

    /// Bytes from that record on that nobody else has.
    private long freed(Node node, SimFile file, int first) {
        long freed = 0;
        for (int record = first; record < file.records(); record++) {
            freed += owns(node, file, record) ? file.recordBytes(version) : 0;
        }
        return freed;
    }

    /// Whether a record is on disk, and no snapshot's as well, nor one's that is being taken.
    private boolean owns(Node node, SimFile file, int record) {
        long synced = kernel.syncedTxg();
        return file.onDisk(record, synced) && file.birth(record) >= node.previousTxg() && !node.awaitsSnapshot(synced);
    }
}
