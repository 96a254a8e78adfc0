package enospc.pool.sim;

/// The pool's own space: how large it is, what is kept back, what is freed and not yet to be had again.
final class Space {

    /// Who asks decides how much of the slop he may use (spa_misc.c).
    enum Class {
        /// Writes, create, clone, snapshot: none.
        NORMAL(0),
        /// Properties, rename, rollback, promote, unlink: half.
        RESERVED(1),
        /// Limits, destroy, release: three quarters.
        EXTRA_RESERVED(2);

        private final int shift;

        Class(int shift) {
            this.shift = shift;
        }
    }

    /// Bytes that a pool frees in one transaction group after an asynchronous destroy.
    private static final long FREED_PER_TXG = 1L << 30;

    private final long dspace;
    private final long slop;
    private final Node root;

    private long freeing;
    // Freed in the last group and in the one before: not to be allocated again yet (TXG_DEFER_SIZE).
    private long deferredLast;
    private long deferredBefore;
    private long freedNow;

    Space(long dspace, long slop, Node root) {
        this.dspace = dspace;
        this.slop = slop;
        this.root = root;
    }

    long size() {
        return dspace;
    }

    /// How much the pool's root may use, in the eyes of that class.
    long limit(Class who) {
        return dspace - (slop >> who.shift);
    }

    long deferred() {
        return deferredLast + deferredBefore;
    }

    /// Bytes of destroyed datasets that are still charged to the root.
    long freeing() {
        return freeing;
    }

    void freed(long bytes) {
        freedNow += bytes;
    }

    /// A dataset's bytes go to the pool's list of what is to be freed (`$FREE`).
    void queue(long bytes) {
        freeing += bytes;
        Charge.pool(root, bytes);
    }

    /// One transaction group is on disk.
    void settle() {
        long batch = Math.min(freeing, FREED_PER_TXG);
        freeing -= batch;
        Charge.pool(root, -batch);
        deferredBefore = deferredLast;
        deferredLast = freedNow + batch;
        freedNow = 0;
    }

    /// The `available` property: what is on disk, nothing of what is pending (dsl_dir.c:1199, dsl_dataset.c:2654).
    long available(Node dataset) {
        long room = below(dataset, false);
        room += Math.max(0, dataset.refreserved - dataset.unique);
        if (dataset.refquota != 0) {
            room = Math.min(room, Math.max(0, dataset.refquota - dataset.referenced));
        }
        return room;
    }

    /// The same without what belongs to the dataset's own head.
    ///
    /// @param pending count the estimates of what is pending as used, as new reservations do
    long below(Node at, boolean pending) {
        return below(at, at, 0, pending);
    }

    /// Whether `bytes` may move from one place in the tree to another: where both join, they are used already. Quotas,
    /// reservations and the pool itself count, and what is pending with its estimates (dsl_dir.c,
    /// `dsl_dir_transfer_possible`).
    boolean transferable(Node from, Node to, long bytes) {
        Node ancestor = to;
        while (!from.isWithin(ancestor)) {
            ancestor = ancestor.parent;
        }
        long change = -bytes;
        for (Node at = from; at != ancestor; at = at.parent) {
            change = Charge.growth(at.used, at.reserved, change);
        }
        return below(to, ancestor, change, true) >= bytes;
    }

    /// @param delta by how much `ancestor` uses more than it does now
    private long below(Node at, Node ancestor, long delta, boolean pending) {
        long room = at.isRoot() ? Long.MAX_VALUE : below(at.parent, ancestor, delta, pending);
        long used = at.used + (pending ? at.pending.inflight : 0);
        long limit = at.quota == 0 ? Long.MAX_VALUE : at.quota;
        if (at.isRoot()) {
            limit = Math.min(limit, limit(Class.NORMAL));
        }
        if (at.reserved > used && room != Long.MAX_VALUE) {
            room += at.reserved - used;
        }
        if (at == ancestor) {
            used += delta;
            room -= room == Long.MAX_VALUE ? 0 : delta;
        }
        return used > limit ? 0 : Math.min(room, limit - used);
    }
}
