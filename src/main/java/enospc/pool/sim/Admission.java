package enospc.pool.sim;

/// Whether a write transaction may go on now, must wait for a transaction group, or is refused (dsl_dir.c).
///
/// What is used, as of the last group on disk, and an estimate of all that is pending, many times too large, are held
/// against each limit on the way up. A transaction's own size is not: the first one past a limit goes free.
final class Admission {

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final Version version;
    private final Space space;

    Admission(Version version, Space space) {
        this.version = version;
        this.space = space;
    }

    /// @param bytes   what the transaction may write at most, before inflation
    /// @param netfree it ends with less space used: no quota stops it
    /// @return OK; ERESTART to wait and ask again; EDQUOT for a quota, ENOSPC for the pool
    Errno check(Node dataset, long bytes, boolean netfree) {
        return check(dataset, bytes, netfree, netfree);
    }

    /// @param unreferences the dataset ends with less referenced, if perhaps not less used: no refquota stops it
    Errno check(Node dataset, long bytes, boolean netfree, boolean unreferences) {
        long worst = version.worstBytes(bytes);
        long inflight = dataset.pending.inflight;
        long used = dataset.used;
        long asked = worst;
        if (dataset.refreserved > dataset.unique) {
            used -= dataset.refreserved - dataset.unique;
            asked = Math.min(worst, Charge.growth(dataset.unique, dataset.refreserved, worst + inflight));
        }
        if (!unreferences && dataset.refquota != 0 && dataset.referenced + inflight >= dataset.refquota) {
            return inflight > 0 || dataset.referenced < dataset.refquota ? Errno.ERESTART : Errno.EDQUOT;
        }
        Node at = dataset;
        while (true) {
            Errno answer = level(at, used, inflight, netfree);
            if (answer != Errno.OK || at.isRoot()) {
                return answer;
            }
            asked = Charge.growth(used + inflight, at.reserved, asked);
            if (asked == 0) {
                return Errno.OK;
            }
            at = at.parent;
            used = at.used;
            inflight = at.pending.inflight;
        }
    }

    private Errno level(Node at, long used, long inflight, boolean netfree) {
        long limit = netfree || at.quota == 0 ? NO_LIMIT : at.quota;
        Errno refusal = Errno.EDQUOT;
        if (at.isRoot()) {
            long pool = space.limit(netfree ? Space.Class.RESERVED : Space.Class.NORMAL) - space.deferred();
            if (pool < limit) {
                limit = pool;
                refusal = Errno.ENOSPC;
            }
        }
        return version.extension() ? extended(used, inflight, limit, refusal) : plain(used, inflight, limit, refusal);
    }

    /// Since 2.1.7 and 2.2 (8af08a69cd); since 2.2 what is freed and deferred is waited for (6df43169b3).
    private Errno extended(long used, long inflight, long limit, Errno refusal) {
        if (used >= limit) {
            boolean comesBack = version.number() >= 20200 && refusal == Errno.ENOSPC
                    && used - limit < space.deferred();
            return comesBack ? Errno.ERESTART : refusal;
        }
        long extension = limit == NO_LIMIT ? 0 : limit >> 5;
        return used + inflight >= limit + extension ? Errno.ERESTART : Errno.OK;
    }

    /// 0.6 to 2.1.6, and zfs-fuse.
    private Errno plain(long used, long inflight, long limit, Errno refusal) {
        if (used + inflight < limit) {
            return Errno.OK;
        }
        boolean comesBack = refusal == Errno.ENOSPC && used < limit + space.deferred();
        return inflight > 0 || used < limit || comesBack ? Errno.ERESTART : refusal;
    }

    /// Bytes of estimates that may come on top in one transaction group before any transaction of this dataset would
    /// have to wait; 0 where that is not simple to say, inside a reservation.
    long headroom(Node dataset) {
        if (dataset.refreserved != 0) {
            return 0;
        }
        long room = NO_LIMIT;
        if (dataset.refquota != 0) {
            room = dataset.refquota - dataset.referenced - dataset.pending.inflight;
        }
        for (Node at = dataset; at != null; at = at.parent) {
            long limit = at.quota == 0 ? NO_LIMIT : at.quota;
            if (at.isRoot()) {
                limit = Math.min(limit, space.limit(Space.Class.NORMAL) - space.deferred());
            }
            if (at.reserved != 0 || at.used >= limit) {
                return 0;
            }
            long extension = version.extension() && limit != NO_LIMIT ? limit >> 5 : 0;
            room = Math.min(room, limit - at.used - at.pending.inflight + extension);
        }
        return Math.max(0, room);
    }
}
