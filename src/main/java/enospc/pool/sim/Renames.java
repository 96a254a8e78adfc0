package enospc.pool.sim;

import java.util.List;

/// Datasets move, and snapshots get other names.
final class Renames {

    private final Kernel kernel;
    private final Tasks tasks;

    Renames(Kernel kernel, Tasks tasks) {
        this.kernel = kernel;
        this.tasks = tasks;
    }

    /// Renames a dataset with all below it.
    Errno rename(String name, String to) {
        return tasks.run("rename", name, "-> " + to, syncing -> may(name, to, syncing),
                () -> move(kernel.node(name), Births.parent(kernel, to), to));
    }

    private Errno may(String name, String to, boolean syncing) {
        if (!kernel.has(name)) {
            return Errno.ENOENT;
        }
        Errno place = Births.place(kernel, to);
        if (!place.ok()) {
            return place;
        }
        Node node = kernel.node(name);
        Node parent = Births.parent(kernel, to);
        if (parent.isWithin(node)) {
            return Errno.EINVAL;
        }
        return syncing && tasks.fullForAdmin() || !fits(node, parent) ? Errno.ENOSPC : Errno.OK;
    }

    /// A dataset that stays where it is needs no room.
    private boolean fits(Node node, Node parent) {
        return parent == node.parent
                || tasks.space().transferable(node.parent, parent, Math.max(node.used, node.reserved));
    }

    private void move(Node node, Node parent, String to) {
        Node from = node.parent;
        long unused = Math.max(0, node.reserved - node.used);
        from.children.remove(node);
        from.usedByChildren -= node.used;
        from.usedByReservations -= unused;
        Charge.use(from, -node.used - unused);
        relabel(node, to);
        parent.adopt(node);
        parent.usedByChildren += node.used;
        parent.usedByReservations += unused;
        Charge.use(parent, node.used + unused);
        kernel.propertiesChanged();
    }

    private void relabel(Node node, String to) {
        kernel.forget(node.name());
        node.name(to);
        kernel.index(node);
        for (Node child : node.children) {
            relabel(child, to + child.name().substring(child.name().lastIndexOf('/')));
        }
    }

    /// Renames the snapshots `@from` of all these datasets in one transaction group, or none.
    Errno renameSnaps(List<String> datasets, String from, String to) {
        return tasks.run(syncing -> mayRenameSnaps(datasets, from, to, syncing), () -> datasets.stream()
                .map(name -> kernel.snap(name + "@" + from)).filter(Snap::exists).forEach(snap -> snap.leaf(to)));
    }

    private Errno mayRenameSnaps(List<String> datasets, String from, String to, boolean syncing) {
        if (syncing && tasks.fullForAdmin()) {
            return Errno.ENOSPC;
        }
        List<String> those = datasets.stream().filter(name -> kernel.has(name + "@" + from)).toList();
        boolean taken = those.stream().anyMatch(name -> kernel.has(name + "@" + to));
        return taken ? Errno.EEXIST : those.isEmpty() ? Errno.ENOENT : Errno.OK;
    }
}
