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
        return tasks.run(syncing -> may(name, syncing), () -> {
            Node clone = kernel.node(name);
            swap(clone, clone.origin.node, List.copyOf(moving(clone)));
        });
    }

    /// Names and room are only asked for in the group (dsl_dataset.c, `dsl_dataset_promote_check`).
    private Errno may(String name, boolean syncing) {
        if (!kernel.has(name)) {
            return Errno.ENOENT;
        }
        Node clone = kernel.node(name);
        if (!clone.origin.exists()) {
            return Errno.EINVAL;
        }
        if (!syncing) {
            return Errno.OK;
        }
        List<Snap> moving = moving(clone);
        if (moving.stream().anyMatch(snap -> clone.indexOf(snap.leaf()) >= 0)) {
            return Errno.EEXIST;
        }
        return tasks.fullForAdmin() || !fits(clone, clone.origin.node, moving) ? Errno.ENOSPC : Errno.OK;
    }

    /// The origin and the snapshots before it.
    private static List<Snap> moving(Node clone) {
        Node owner = clone.origin.node;
        return owner.snaps.subList(0, owner.snaps.indexOf(clone.origin) + 1);
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
