package enospc.pool.sim;

/// A system call that changes something asks to be let in: first the file system answers, then the [Gate].
final class Calls {

    private final Kernel kernel;

    Calls(Kernel kernel) {
        this.kernel = kernel;
    }

    /// @return as [Gate#admit], or EROFS
    Errno admit(Node node, long bytes, boolean netfree) {
        return admit(node, bytes, netfree, netfree);
    }

    /// @param unreferences it ends with less referenced: no refquota stops it
    Errno admit(Node node, long bytes, boolean netfree, boolean unreferences) {
        if (readonly(node)) {
            return Errno.EROFS;
        }
        return overUserquota(node) && !netfree ? Errno.EDQUOT
                : kernel.gate().admit(node, bytes, netfree, unreferences, Long.MAX_VALUE);
    }

    boolean readonly(Node node) {
        return kernel.inherited(node, "readonly", "off").equals("on");
    }

    /// A user's quota is held against what was on disk last, nothing that is pending (zfs_quota.c).
    boolean overUserquota(Node node) {
        return node.userquota != 0 && node.referenced - kernel.version().datasetBytes() >= node.userquota;
    }
}
