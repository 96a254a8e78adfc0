package enospc.pool.sim;

import java.util.ArrayList;
import java.util.List;

/// Which datasets each transaction group has changed, and what becomes of their [Pending] when it is on disk.
final class Unsynced implements TxGroups.Settling {

    private final Version version;
    private final Space space;
    private final List<List<Node>> changed = new ArrayList<>();

    Unsynced(Version version, Space space) {
        this.version = version;
        this.space = space;
        for (int slot = 0; slot < TxGroups.SLOTS; slot++) {
            changed.add(new ArrayList<>());
        }
    }

    /// Estimates of a dataset and of all above it grow.
    void expect(long txg, Node node, long bytes) {
        long estimate = bytes;
        for (Node at = node; at != null && estimate > 0; at = at.parent) {
            list(txg, at);
            at.pending.expect(txg, estimate);
            estimate = Charge.growth(at.used + at.pending.inflight, at.reserved, estimate);
        }
    }

    void write(long txg, Node node, long bytes) {
        list(txg, node);
        node.pending.write(txg, bytes);
    }

    void free(long txg, Node node, long birth, long bytes) {
        list(txg, node);
        node.pending.free(txg, birth, bytes);
    }

    private void list(long txg, Node node) {
        if (node.pending.list(txg)) {
            changed.get(TxGroups.slot(txg)).add(node);
        }
    }

    @Override
    public boolean dirty(long txg) {
        return !changed.get(TxGroups.slot(txg)).isEmpty();
    }

    @Override
    public long bytesOf(long txg) {
        int slot = TxGroups.slot(txg);
        List<Node> list = changed.get(slot);
        long bytes = 0;
        for (int i = 0; i < list.size(); i++) {
            bytes += list.get(i).pending.written[slot];
        }
        return bytes;
    }

    @Override
    public void settle(long txg) {
        List<Node> list = changed.get(TxGroups.slot(txg));
        for (int i = 0; i < list.size(); i++) {
            space.freed(list.get(i).pending.settle(txg));
        }
        if (!version.isFuse()) {
            over(txg);
        }
        space.settle();
    }

    /// zfs-fuse forgets the estimates after the tasks of the group, OpenZFS before (dsl_pool.c, `dsl_pool_sync`).
    @Override
    public void over(long txg) {
        List<Node> list = changed.get(TxGroups.slot(txg));
        for (int i = 0; i < list.size(); i++) {
            list.get(i).pending.over(txg);
        }
        list.clear();
    }

    @Override
    public boolean freeing() {
        return space.freeing() > 0;
    }
}
