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

    /// Snapshots of all these datasets in one transaction group, or none. zfs-fuse closes the datasets' logs before
    /// it asks, which takes a group (zil.c, `zil_suspend`).
    ///
    /// @param leaf the part behind the `@`
    Errno snapshot(List<String> datasets, String leaf) {
        if (tasks.version().isFuse()) {
            kernel.sync(1);
        }
        return tasks.run(datasets, tasks.ofSnapshots(syncing -> may(datasets, leaf, syncing)), capture -> {
            for (String name : datasets) {
                snapshot(kernel.node(name), leaf, capture);
                tasks.log("snapshot", name + "@" + leaf, "");
            }
        });
    }

    private Errno may(List<String> datasets, String leaf, boolean syncing) {
        Errno answer = tasks.each(datasets, name -> may(name, leaf, syncing));
        boolean full = syncing && tasks.full(Space.Class.NORMAL, Tasks.SNAPSHOT_BYTES * datasets.size());
        return answer.ok() && full ? Errno.ENOSPC : answer;
    }

    private Errno may(String name, String leaf, boolean syncing) {
        if (!kernel.has(name)) {
            return Errno.ENOENT;
        }
        Node node = kernel.node(name);
        if (node.indexOf(leaf) >= 0) {
            return Errno.EEXIST;
        }
        if (!syncing) {
            node.triedTxg = kernel.openTxg();
            return Errno.OK;
        }
        return lacksReserve(node) ? Errno.ENOSPC : Errno.OK;
    }

    /// Whether there is no room to reserve anew what a snapshot takes out of the refreservation.
    boolean lacksReserve(String name) {
        return lacksReserve(kernel.node(name));
    }

    private boolean lacksReserve(Node node) {
        return Math.min(node.unique, node.refreserved) > tasks.space().below(node, false);
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
        return tasks.run(syncing -> mayRollBack(snapshot, syncing), () -> {
            Snap snap = kernel.snap(snapshot);
            Node node = snap.node;
            long before = node.usedByHead + node.usedBySnaps;
            node.pending.forget();
            node.live = snap.live.copy();
            node.dead = new Extents();
            node.content = snap.content.share();
            Charge.recount(node);
            tasks.space().freed(before - node.usedByHead - node.usedBySnaps);
        });
    }

    private Errno mayRollBack(String snapshot, boolean syncing) {
        Snap snap = kernel.snap(snapshot);
        if (!snap.exists()) {
            return Errno.ENOENT;
        }
        Node node = snap.node;
        if (node.snaps.getLast() != snap) {
            return Errno.EEXIST;
        }
        if (tasks.version().fullPoolAdmin() && node.refquota != 0 && snap.referenced > node.refquota) {
            return Errno.EDQUOT;
        }
        return lacksReserve(node) || syncing && tasks.fullForAdmin() ? Errno.ENOSPC : Errno.OK;
    }

    /// All of them or none.
    Errno hold(List<String> snapshots, String tag) {
        SyncTask.Check check = tasks.ofSnapshots(_ -> tasks.each(snapshots, name -> {
            Snap snap = kernel.snap(name);
            Errno held = snap.holds.contains(tag) ? Errno.EEXIST : Errno.OK;
            return snap.exists() ? held : Errno.ENOENT;
        }));
        return tasks.run(check, () -> snapshots.forEach(name -> kernel.snap(name).holds.add(tag)));
    }

    /// All of them or none.
    Errno release(List<String> snapshots, String tag) {
        SyncTask.Check check = tasks.ofSnapshots(_ -> tasks.each(snapshots, name -> {
            Snap snap = kernel.snap(name);
            Errno held = snap.holds.contains(tag) ? Errno.OK : Errno.ESRCH;
            return snap.exists() ? held : Errno.ENOENT;
        }));
        return tasks.run(check, () -> snapshots.forEach(name -> {
            Snap snap = kernel.snap(name);
            snap.holds.remove(tag);
            deaths.reap(snap);
        }));
    }
}
