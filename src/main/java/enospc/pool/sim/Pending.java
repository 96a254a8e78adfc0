package enospc.pool.sim;

import java.util.Arrays;

/// What has been changed in a dataset and is not on disk yet, by transaction group.
///
/// `towrite` is the estimate that admission counts: each block dirtied, once per group, times the inflation. `written`
/// and `freed` are the bytes that the group will really charge.
final class Pending {

    final long[] towrite = new long[TxGroups.SLOTS];
    /// Sum of `towrite`.
    long inflight;
    final long[] written = new long[TxGroups.SLOTS];
    final long[] births = new long[TxGroups.SLOTS];
    private final Extents[] freed = new Extents[TxGroups.SLOTS];
    private final long[] listed = new long[TxGroups.SLOTS];

    private final Node node;

    // Metadata dirtied already, each only counted once per group.
    private long metaTxg = -1;
    private long rootTxg = -1;
    private long lastBlock;
    // The first group since the snapshot before the head in which a dnode was dirtied.
    private long ownTxg = Long.MAX_VALUE;
    private long ownSince = -1;
    // The same of the list of what is unlinked.
    private long unlinkedTxg = Long.MAX_VALUE;
    private long unlinkedSince = -1;
    // And of the directory.
    private long directoryTxg = Long.MAX_VALUE;
    private long directorySince = -1;
    private long zapTxg = -1;
    private long zapBytes;
    long nextObject = 8;

    Pending(Node node) {
        this.node = node;
    }

    /// True the first time it is asked for a group: the caller then lists the dataset as changed.
    boolean list(long txg) {
        int slot = TxGroups.slot(txg);
        if (listed[slot] == txg) {
            return false;
        }
        listed[slot] = txg;
        return true;
    }

    void expect(long txg, long bytes) {
        towrite[TxGroups.slot(txg)] += bytes;
        inflight += bytes;
    }

    void write(long txg, long bytes) {
        int slot = TxGroups.slot(txg);
        written[slot] += bytes;
        births[slot] = node.birth;
    }

    void free(long txg, long birth, long bytes) {
        int slot = TxGroups.slot(txg);
        if (freed[slot] == null) {
            freed[slot] = new Extents();
        }
        freed[slot].add(birth, bytes);
    }

    /// What was written and freed and is not on disk never will be; the estimates stand until their groups are over.
    void forget() {
        Arrays.fill(written, 0);
        for (Extents each : freed) {
            if (each != null) {
                each.clear();
            }
        }
    }

    /// The group is over: nothing of it is pending any more.
    void over(long txg) {
        int slot = TxGroups.slot(txg);
        inflight -= towrite[slot];
        towrite[slot] = 0;
    }

    /// Charges what the group wrote and freed.
    ///
    /// @return bytes that nothing holds any more
    long settle(long txg) {
        int slot = TxGroups.slot(txg);
        if (node.destroyed) {
            return 0;
        }
        if (written[slot] != 0) {
            Charge.born(node, births[slot], written[slot]);
            written[slot] = 0;
        }
        Extents gone = freed[slot];
        long released = 0;
        if (gone != null && !gone.isEmpty()) {
            released = gone.youngerThan(node.previousTxg());
            for (int row = 0; row < gone.size(); row++) {
                Charge.killed(node, gone.birth(row), gone.bytes(row));
            }
            gone.clear();
        }
        return released;
    }

    /// Bytes that dirtying dnodes `first` to `last` dirties on top of what this group has dirtied already: blocks of
    /// dnodes, and once all indirect blocks above them, for the tree has its full height from the start
    /// (dmu_objset.c, `dmu_objset_create_impl`).
    long dnodes(long txg, long first, long last, Version version) {
        long bytes = 0;
        if (metaTxg != txg) {
            bytes += version.metaLevels() * version.indirectBytes();
        }
        long from = first >> 5;
        long to = last >> 5;
        long blocks = to - from + 1;
        if (metaTxg == txg && from == lastBlock || rootTxg == txg && from == 0) {
            blocks--;
        }
        return bytes + blocks * Version.DNODE_BLOCK_BYTES;
    }

    /// Whether the block of dnodes on disk is the head's own, so that writing it anew frees as much as it takes.
    boolean ownsDnodes(long syncedTxg) {
        return owns(ownSince, ownTxg, syncedTxg);
    }

    /// The same of the list of what is unlinked, which each removal of a directory writes.
    boolean ownsUnlinked(long syncedTxg) {
        return owns(unlinkedSince, unlinkedTxg, syncedTxg);
    }

    /// The same of the directory.
    boolean ownsDirectory(long syncedTxg) {
        return owns(directorySince, directoryTxg, syncedTxg);
    }

    private boolean owns(long since, long txg, long syncedTxg) {
        boolean unshared = node.snaps.isEmpty() && !node.origin.exists();
        return !node.awaitsSnapshot(syncedTxg)
                && (unshared || since >= node.previousTxg() && txg <= syncedTxg);
    }

    void touchUnlinked(long txg) {
        if (unlinkedSince != node.birth) {
            unlinkedSince = node.birth;
            unlinkedTxg = txg;
        }
    }

    void touchDnodes(long txg, long last) {
        if (ownSince != node.birth) {
            ownSince = node.birth;
            ownTxg = txg;
        }
        metaTxg = txg;
        lastBlock = last >> 5;
        if (lastBlock == 0) {
            rootTxg = txg;
        }
    }

    /// Bytes that changing the directory, then of `entries`, dirties on top: its dnode and its one block, which grows
    /// with the entries up to a record (zap_micro.c).
    long directory(long txg, long entries) {
        long zap = Math.min(Version.RECORD_BYTES, (64 * entries + 511) / 512 * 512);
        long bytes = zapTxg == txg ? Math.max(0, zap - zapBytes) : zap;
        return bytes + (rootTxg == txg ? 0 : Version.DNODE_BLOCK_BYTES);
    }

    void touchDirectory(long txg, long entries) {
        if (directorySince != node.birth) {
            directorySince = node.birth;
            directoryTxg = txg;
        }
        long zap = Math.min(Version.RECORD_BYTES, (64 * entries + 511) / 512 * 512);
        zapBytes = zapTxg == txg ? Math.max(zap, zapBytes) : zap;
        zapTxg = txg;
        rootTxg = txg;
    }
}
