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
            if (tasks.fullForAdmin() || !fits(clone, owner)) {
                return Errno.ENOSPC;
            }
            swap(clone, owner, List.copyOf(moving));
            return Errno.OK;
        });
    }

    private boolean fits(Node clone, Node owner) {
        Snap origin = clone.origin;
        long bytes = origin.live.youngerThan(owner.origin.txg);
        for (Node at = clone; at != null && !owner.isWithin(at); at = at.parent) {
            if (at.quota != 0 && at.used + bytes > at.quota) {
                return false;
            }
        }
        return true;
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
