package enospc.pool.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// What must hold of every pool at every time, to the byte (zfsprops(7), `used` and its parts).
final class Identities {

    private Identities() { }

    static void check(Kernel kernel, String when) {
        check(kernel.root(), when);
        Node root = kernel.root();
        long whole = kernel.sizeBytes() - kernel.version().slopBytes(kernel.sizeBytes());
        boolean limited = root.quota != 0 || root.refquota != 0 || root.refreserved != 0;
        if (root.used <= whole && !limited) {
            assertEquals(whole, root.used + kernel.available(root), when + ": used and available of the root");
        }
    }

    private static void check(Node node, String when) {
        String where = when + ": " + node.name() + " ";
        assertEquals(node.used, node.usedByHead + node.usedBySnaps + node.usedByChildrenBytes()
                + node.usedByRefreservation, where + "used is the sum of four");
        assertEquals(Math.max(0, node.refreserved - node.unique), node.usedByRefreservation,
                where + "usedbyrefreservation");
        assertEquals(node.live.total(), node.referenced, where + "referenced");
        assertEquals(node.live.youngerThan(node.previousTxg()), node.unique, where + "unique");
        assertEquals(node.live.youngerThan(node.origin.txg), node.usedByHead, where + "usedbydataset");
        long snaps = node.dead.youngerThan(node.origin.txg);
        for (Snap snap : node.snaps) {
            snaps += snap.dead.youngerThan(node.origin.txg);
        }
        assertEquals(snaps, node.usedBySnaps, where + "usedbysnapshots");
        if (!node.isRoot()) {
            long children = 0;
            for (Node child : node.children) {
                children += Math.max(child.used, child.reserved);
            }
            assertEquals(children, node.usedByChildrenBytes(), where + "usedbychildren");
        }
        for (int row = 0; row < node.live.size(); row++) {
            assertEquals(true, node.live.bytes(row) >= 0, where + "has blocks less than none");
        }
        node.children.forEach(child -> check(child, when));
    }
}
