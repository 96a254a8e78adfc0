package enospc.pool.sim;

import java.util.List;

/// Snapshots are taken, held, let go and gone back to.
final class Snapshots {

    private final Kernel kernel;
    private final Tasks tasks;
    private final Deaths deaths;

    Snapshots(Kernel kernel, Tasks tasks, Deaths deaths) {
        this.kernel = kernel;
        this.tasks = tasks;
        this.deaths = deaths;
    }

    /// Snapshots of all these datasets in one transaction group, or none.
    ///
    /// @param leaf the part behind the `@`
    Errno snapshot(List<String> datasets, String leaf) {
        return tasks.run(datasets, capture -> {
            for (String name : datasets) {
                if (!kernel.has(name)) {
                    return Errno.ENOENT;
                }
                Node node = kernel.node(name);
                if (node.indexOf(leaf) >= 0) {
                    return Errno.EEXIST;
                }
            }
            for (String name : datasets) {
                Node node = kernel.node(name);
                if (Math.min(node.unique, node.refreserved) > tasks.space().below(node, false)) {
                    return Errno.ENOSPC;
                }
            }
            if (tasks.full(Space.Class.NORMAL, Tasks.SNAPSHOT_BYTES * datasets.size())) {
                return Errno.ENOSPC;
            }
            for (String name : datasets) {
                snapshot(kernel.node(name), leaf, capture);
                tasks.logged("snapshot", name + "@" + leaf, "", Errno.OK);
            }
            return Errno.OK;
        });
    }

    private void snapshot(Node node, String leaf, Capture capture) {
        Snap snap = new Snap(node, leaf, capture.txg(), kernel.clock().epochSeconds(), capture.of(node));
        snap.live = node.live.copy();
        snap.dead = node.dead;
        snap.referenced = node.referenced;
        node.dead = new Extents();
        node.snaps.add(snap);
        long grown = Math.min(node.unique, node.refreserved);
        node.unique = 0;
        node.usedByRefreservation += grown;
        Charge.use(node, grown);
    }

    /// Makes a dataset what its newest snapshot is.
    Errno rollback(String snapshot) {
        return tasks.run(() -> {
            Snap snap = kernel.snap(snapshot);
            if (!snap.exists()) {
                return Errno.ENOENT;
            }
            Node node = snap.node;
            if (node.snaps.getLast() != snap) {
                return Errno.EEXIST;
            }
            boolean over = tasks.version().fullPoolAdmin() && node.refquota != 0 && snap.referenced > node.refquota;
            boolean unreserved = Math.min(node.refreserved, node.unique) > tasks.space().below(node, false);
            if (over || unreserved || tasks.fullForAdmin()) {
                return over ? Errno.EDQUOT : Errno.ENOSPC;
            }
            long before = node.usedByHead + node.usedBySnaps;
            node.pending.forget();
            node.live = snap.live.copy();
            node.dead = new Extents();
            node.content = snap.content.share();
            Charge.recount(node);
            tasks.space().freed(before - node.usedByHead - node.usedBySnaps);
            return Errno.OK;
        });
    }

    /// All of them or none.
    Errno hold(List<String> snapshots, String tag) {
        return tasks.run(() -> {
            for (String name : snapshots) {
                Snap snap = kernel.snap(name);
                if (!snap.exists() || snap.holds.contains(tag)) {
                    return snap.exists() ? Errno.EEXIST : Errno.ENOENT;
                }
            }
            snapshots.forEach(name -> kernel.snap(name).holds.add(tag));
            return Errno.OK;
        });
    }

    /// All of them or none.
    Errno release(List<String> snapshots, String tag) {
        return tasks.run(() -> {
            for (String name : snapshots) {
                Snap snap = kernel.snap(name);
                if (!snap.holds.contains(tag)) {
                    return snap.exists() ? Errno.ESRCH : Errno.ENOENT;
                }
            }
            for (String name : snapshots) {
                Snap snap = kernel.snap(name);
                snap.holds.remove(tag);
                deaths.reap(snap);
            }
            return Errno.OK;
        });
    }
}
