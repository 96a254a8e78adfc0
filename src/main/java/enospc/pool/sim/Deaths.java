package enospc.pool.sim;

import java.util.List;

/// Datasets and snapshots go, and with them what they alone held.
final class Deaths {

    private final Kernel kernel;
    private final Tasks tasks;

    Deaths(Kernel kernel, Tasks tasks) {
        this.kernel = kernel;
        this.tasks = tasks;
    }

    /// A dataset without children and snapshots.
    Errno destroy(String name) {
        return tasks.run("destroy", name, "", syncing -> lone(name), () -> uproot(kernel.node(name)));
    }

    private Errno lone(String name) {
        if (!kernel.has(name)) {
            return Errno.ENOENT;
        }
        Node node = kernel.node(name);
        if (kernel.busy(node) || node.mounted) {
            return Errno.EBUSY;
        }
        if (node.isRoot()) {
            return Errno.EINVAL;
        }
        if (!node.snaps.isEmpty()) {
            return Errno.EBUSY;
        }
        return node.children.isEmpty() ? Errno.OK : Errno.EEXIST;
    }

    private void uproot(Node node) {
        long own = node.usedByHead;
        Charge.refreserve(node, 0);
        Charge.reserve(node, 0);
        Charge.use(node, -node.used);
        node.parent.children.remove(node);
        node.destroyed = true;
        kernel.forget(node.name());
        Charge.pool(kernel.root(), -tasks.version().mosBytes());
        tasks.release(own);
        if (node.origin.exists()) {
            Snap origin = node.origin;
            origin.clones.remove(node);
            reap(origin);
        }
    }

    /// A snapshot that is to go with its last hold or clone goes, if that was it.
    void reap(Snap snap) {
        if (snap.deferred && snap.clones.isEmpty() && snap.holds.isEmpty()) {
            drop(snap);
        }
    }

    /// @param defer if it is held or cloned, it goes with its last hold or clone
    Errno destroySnap(String name, boolean defer) {
        SyncTask.Check check = tasks.ofSnapshots(_ -> loose(name, defer));
        return tasks.run("destroy", name, "", check, () -> let(kernel.snap(name), defer));
    }

    private void let(Snap snap, boolean defer) {
        if (defer) {
            snap.deferred = true;
            reap(snap);
        } else {
            drop(snap);
        }
    }

    private Errno loose(String name, boolean defer) {
        Snap snap = kernel.snap(name);
        if (!snap.exists()) {
            return Errno.ENOENT;
        }
        if (defer || snap.holds.isEmpty() && snap.clones.isEmpty()) {
            return Errno.OK;
        }
        return snap.holds.isEmpty() ? Errno.EDEPENDENTS : Errno.EBUSY;
    }

    /// All of these snapshots or none; what is gone already is no reason against it.
    ///
    /// @return EDEPENDENTS or EBUSY if one of them is cloned or held
    Errno destroySnaps(List<String> names, boolean defer) {
        SyncTask.Check check = tasks.ofSnapshots(_ -> tasks.each(names,
                name -> kernel.snap(name).exists() ? loose(name, defer) : Errno.OK));
        return tasks.run(check, () -> {
            names.stream().map(kernel::snap).filter(Snap::exists).forEach(snap -> let(snap, true));
        });
    }

    private void drop(Snap snap) {
        Node node = snap.node;
        int index = node.snaps.indexOf(snap);
        long before = node.usedBySnaps;
        boolean last = index == node.snaps.size() - 1;
        Extents after = last ? node.dead : node.snaps.get(index + 1).dead;
        after.dropYoungerThan(node.previousTxg(index));
        after.addAll(snap.dead);
        node.snaps.remove(index);
        Charge.recount(node);
        tasks.release(before - node.usedBySnaps);
    }
}
