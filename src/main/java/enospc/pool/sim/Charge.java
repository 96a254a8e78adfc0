package enospc.pool.sim;

/// What a block costs the dataset it is in and all above it, exact to the byte (dsl_dataset.c, dsl_dir.c).
final class Charge {

    private Charge() { }

    /// By how much `max(space, floor)` grows when `space` grows by `delta`.
    static long growth(long space, long floor, long delta) {
        return Math.max(space + delta, floor) - Math.max(space, floor);
    }

    /// Blocks born in the head (dsl_dataset.c:139).
    static void born(Node node, long birth, long bytes) {
        node.live.add(birth, bytes);
        node.referenced += bytes;
        own(node, bytes);
    }

    private static void own(Node node, long bytes) {
        long delta = growth(node.unique, node.refreserved, bytes);
        node.unique += bytes;
        node.usedByHead += bytes;
        node.usedByRefreservation += delta - bytes;
        use(node, delta);
    }

    /// Blocks freed by the head: gone if no snapshot has them, else the newest snapshot's (dsl_dataset.c:253).
    static void killed(Node node, long birth, long bytes) {
        node.live.add(birth, -bytes);
        node.referenced -= bytes;
        if (birth >= node.previousTxg()) {
            own(node, -bytes);
            return;
        }
        node.dead.add(birth, bytes);
        if (birth >= node.origin.txg) {
            node.usedByHead -= bytes;
            node.usedBySnaps += bytes;
        }
        if (!node.snaps.isEmpty() && birth >= node.previousTxg(node.snaps.size() - 1)) {
            node.snaps.getLast().unique += bytes;
        }
    }

    /// Changes `used` of a dataset, and of each above by what their reservations do not cover (dsl_dir.c:1536).
    static void use(Node node, long delta) {
        Node at = node;
        long change = delta;
        while (change != 0) {
            long passed = growth(at.used, at.reserved, change);
            at.used += change;
            if (at.isRoot()) {
                return;
            }
            at = at.parent;
            at.usedByChildren += change;
            at.usedByReservations += passed - change;
            change = passed;
        }
    }

    /// The pool's own metadata: the root's alone.
    static void pool(Node root, long bytes) {
        root.used += bytes;
        root.usedByChildren += bytes;
    }

    /// Sets a reservation, whose unused part the datasets above are charged.
    static void reserve(Node node, long bytes) {
        long delta = Math.max(node.used, bytes) - Math.max(node.used, node.reserved);
        node.reserved = bytes;
        if (!node.isRoot()) {
            node.parent.usedByReservations += delta;
            use(node.parent, delta);
        }
    }

    /// Sets a refreservation; its unused part is in `used`.
    static void refreserve(Node node, long bytes) {
        long delta = Math.max(node.unique, bytes) - Math.max(node.unique, node.refreserved);
        node.refreserved = bytes;
        node.usedByRefreservation += delta;
        use(node, delta);
    }

    /// Counts a dataset's blocks again after its snapshots changed, and charges the difference.
    static void recount(Node node) {
        long head = node.live.youngerThan(node.origin.txg);
        long snaps = node.dead.youngerThan(node.origin.txg);
        for (int i = 0; i < node.snaps.size(); i++) {
            Snap snap = node.snaps.get(i);
            snaps += snap.dead.youngerThan(node.origin.txg);
            Extents after = i + 1 < node.snaps.size() ? node.snaps.get(i + 1).dead : node.dead;
            snap.unique = after.youngerThan(node.previousTxg(i));
        }
        node.referenced = node.live.total();
        node.unique = node.live.youngerThan(node.previousTxg());
        long refreservation = Math.max(0, node.refreserved - node.unique);
        long delta = head - node.usedByHead + snaps - node.usedBySnaps + refreservation - node.usedByRefreservation;
        node.usedByHead = head;
        node.usedBySnaps = snaps;
        node.usedByRefreservation = refreservation;
        use(node, delta);
    }
}
