package enospc.pool.sim;

import java.util.List;

/// A clone and what it came from change places.
final class Promotion {

    private final Kernel kernel;
    private final Tasks tasks;

    Promotion(Kernel kernel, Tasks tasks) {
        this.kernel = kernel;
        this.tasks = tasks;
    }

    /// Makes a clone the owner of the snapshots it came from; its origin's dataset becomes a clone.
    Errno promote(String name) {
        return tasks.run(() -> {
            if (!kernel.has(name)) {
                return Errno.ENOENT;
            }
            Node clone = kernel.node(name);
            Snap origin = clone.origin;
            if (!origin.exists()) {
                return Errno.EINVAL;
            }
            Node owner = origin.node;
            List<Snap> moving = owner.snaps.subList(0, owner.snaps.indexOf(origin) + 1);
            for (Snap snap : moving) {
                if (clone.indexOf(snap.leaf()) >= 0) {
                    return Errno.EEXIST;
                }
            }
            if (tasks.fullForAdmin() || !fits(clone, owner, moving)) {
                return Errno.ENOSPC;
            }
            swap(clone, owner, List.copyOf(moving));
            return Errno.OK;
        });
    }

    /// All that the moving snapshots hold, the blocks of older ones that younger ones have not included
    /// (dsl_dataset.c, `dsl_dataset_promote_check`).
    private boolean fits(Node clone, Node owner, List<Snap> moving) {
        long bytes = clone.origin.referenced - owner.origin.referenced;
        for (Snap snap : moving) {
            bytes += snap.dead.total();
        }
        return tasks.space().transferable(owner, clone, bytes);
    }

    private static void swap(Node clone, Node owner, List<Snap> moving) {
        Snap origin = clone.origin;
        Snap older = owner.origin;
        owner.snaps.removeAll(moving);
        clone.snaps.addAll(0, moving);
        moving.forEach(snap -> snap.node = clone);
        origin.clones.remove(clone);
        origin.clones.add(owner);
        if (older.exists()) {
            older.clones.remove(owner);
            older.clones.add(clone);
        }
        owner.origin = origin;
        clone.origin = older;
        Charge.recount(owner);
        Charge.recount(clone);
    }
}
