package enospc.pool.sim;

/// What the first change after a snapshot writes anew, whatever it changes: the snapshot keeps the blocks that were
/// there, and the head pays for others.
final class Renewal {

    private Renewal() { }

    /// Something in the dataset changes: a block of dnodes, all blocks above it, and the dataset's own.
    static void chain(Kernel kernel, Node node) {
        if (node.content.chainBirth != node.birth) {
            Content own = node.own();
            replace(kernel, node, own.chainBirth, kernel.version().chainBytes());
            own.chainBirth = node.birth;
        }
    }

    /// An entry of its directory changes.
    static void directory(Kernel kernel, Node node) {
        if (node.content.directoryBirth != node.birth) {
            Content own = node.own();
            replace(kernel, node, own.directoryBirth, kernel.version().renewedDirectoryBytes());
            own.directoryBirth = node.birth;
        }
    }

    /// Something is put on the list of what is unlinked.
    static void unlinked(Kernel kernel, Node node) {
        if (node.content.unlinkedBirth != node.birth) {
            Content own = node.own();
            replace(kernel, node, own.unlinkedBirth, kernel.version().directoryBytes());
            own.unlinkedBirth = node.birth;
        }
    }

    private static void replace(Kernel kernel, Node node, long birth, long bytes) {
        if (bytes > 0) {
            kernel.free(node, birth, bytes);
            kernel.write(node, bytes);
        }
    }
}
