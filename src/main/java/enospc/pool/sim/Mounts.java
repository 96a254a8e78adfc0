package enospc.pool.sim;

import java.util.List;

/// What `zfs` does in userland: mounting, unmounting, and renaming what is mounted. None of it is atomic.
public final class Mounts {

    /// zfs-fuse lets go of an unmounted dataset so much later, as seen.
    private static final Spread LATE_RELEASE = Spread.millis(0, 20, 100);

    private Mounts() { }

    /// Mounts a dataset, and makes its mount directory in what is mounted above it if there is none yet.
    ///
    /// @return ENOTDIR or ENOTEMPTY for what is in the way, or what the making of the directory was answered; the
    ///         dataset is not mounted then
    public static Errno mount(Kernel kernel, Node node) {
        Node above = mountedAbove(node);
        Errno way = above == node ? Errno.OK : placed(kernel, node, above);
        if (!way.ok()) {
            return way;
        }
        if (node.destroyed) {
            return Errno.ENOENT;
        }
        node.mounted = true;
        return Errno.OK;
    }

    private static Errno placed(Kernel kernel, Node node, Node above) {
        String directory = directory(kernel, node, above);
        Errno way = inTheWay(kernel, above, directory);
        if (!way.ok()) {
            return way;
        }
        MountDirectories directories = new MountDirectories(kernel);
        if (above.content.mountpoints.containsKey(directory)) {
            directories.read(above);   // whether it is empty
            return Errno.OK;
        }
        return directories.make(above, directory);
    }

    /// Destroys a dataset that is not mounted; its mount directory goes as well.
    public static Errno destroyed(Kernel kernel, String name) {
        Node parent = kernel.has(name) ? kernel.node(name).parent : null;
        Errno answer = kernel.changes().destroy(name);
        if (answer.ok()) {
            gone(kernel, parent, name);
        }
        return answer;
    }

    /// The mount directory of a dataset that was destroyed or renamed goes as well.
    ///
    /// @param parent the dataset above it
    /// @param name   what it was called
    public static void gone(Kernel kernel, Node parent, String name) {
        Node above = parent.mounted ? parent : mountedAbove(parent);
        if (above.mounted) {
            String prefix = above.name() + "/";   // which may have another name by now
            new MountDirectories(kernel).remove(above, name.startsWith(prefix) ? name.substring(prefix.length()) : "");
        }
    }

    /// Where a dataset is mounted, or would be: a path, `none` or `legacy`.
    public static String point(Kernel kernel, Node node) {
        Node at = node;
        while (!at.isRoot() && at.local("mountpoint").isEmpty()) {
            at = at.parent;
        }
        String local = at.local("mountpoint");
        String point = local.isEmpty() ? "/" + at.name() : local;
        return point.startsWith("/") ? point + node.name().substring(at.name().length()) : point;
    }

    /// The mount directory as a name in the dataset above; empty if it lies elsewhere.
    private static String directory(Kernel kernel, Node node, Node above) {
        String prefix = point(kernel, above) + "/";
        String point = point(kernel, node);
        return point.startsWith(prefix) ? point.substring(prefix.length()) : "";
    }

    /// A file there is always in the way, a directory with something in it only to zfs-fuse.
    private static Errno inTheWay(Kernel kernel, Node above, String directory) {
        if (kernel.version().isFuse() && above.content.mountsWithin(directory)) {
            return Errno.ENOTEMPTY;
        }
        SimFile there = above.content.files.get(directory);
        if (there == null) {
            return Errno.OK;
        }
        if (!there.directory) {
            return Errno.ENOTDIR;
        }
        boolean empty = above.content.files.keySet().stream().noneMatch(name -> name.startsWith(directory + "/"));
        return empty || !kernel.version().isFuse() ? Errno.OK : Errno.ENOTEMPTY;
    }

    /// The nearest mounted dataset above, or itself if there is none.
    private static Node mountedAbove(Node node) {
        for (Node at = node.parent; at != null; at = at.parent) {
            if (at.mounted) {
                return at;
            }
        }
        return node;
    }

    /// @return OK; EINVAL if it is not mounted; EBUSY if a file is open in it or something is mounted below it
    public static Errno unmount(Kernel kernel, Node node) {
        if (!node.mounted) {
            return Errno.EINVAL;
        }
        if (node.openUntil >= kernel.clock().nanos()) {
            return Errno.EBUSY;
        }
        node.mounted = false;
        if (kernel.version().lateRelease()) {
            node.heldUntil = kernel.clock().nanos() + kernel.draw(LATE_RELEASE);
        }
        return Errno.OK;
    }

    /// Renames a dataset: all that is mounted of it is unmounted before and mounted after. If one is busy, or the name
    /// is refused, the others are mounted again where they were.
    public static Errno renamed(Kernel kernel, Node node, String to) {
        List<Node> mounted = node.tree().stream().filter(Node::mounted).toList();
        for (int i = mounted.size() - 1; i >= 0; i--) {
            if (!unmount(kernel, mounted.get(i)).ok()) {
                mounted.subList(i + 1, mounted.size()).forEach(each -> each.mounted = true);
                return Errno.EBUSY;
            }
        }
        Node parent = node.parent();
        String name = node.name();
        Errno answer = anyHeld(kernel, node) ? Errno.EBUSY : kernel.changes().rename(node.name(), to);
        if (answer.ok()) {
            gone(kernel, parent, name);
        }
        for (Node each : mounted) {
            if (!each.destroyed) {
                each.mounted = true;
                Node above = mountedAbove(each);
                new MountDirectories(kernel).place(above, directory(kernel, each, above));
            }
        }
        return answer;
    }

    private static boolean anyHeld(Kernel kernel, Node node) {
        return kernel.held(node) || node.children.stream().anyMatch(child -> anyHeld(kernel, child));
    }
}
