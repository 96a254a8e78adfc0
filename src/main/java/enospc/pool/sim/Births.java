package enospc.pool.sim;

/// Datasets come to be: empty, or as clones.
final class Births {

    private final Kernel kernel;
    private final Tasks tasks;

    Births(Kernel kernel, Tasks tasks) {
        this.kernel = kernel;
        this.tasks = tasks;
    }

    /// A new dataset, not mounted.
    Errno create(String name) {
        return tasks.run("create", name, "", syncing -> placed(name, syncing), () -> {
            Node node = plant(name);
            Charge.born(node, node.birth, tasks.version().datasetBytes());
        });
    }

    private Errno placed(String name, boolean syncing) {
        Errno place = place(kernel, name);
        boolean full = syncing && tasks.full(Space.Class.NORMAL, Tasks.CREATE_BYTES);
        return place.ok() && full ? Errno.ENOSPC : place;
    }

    /// Whether a dataset may have that name: ENOENT without its parent, EEXIST if it is taken.
    static Errno place(Kernel kernel, String name) {
        int slash = name.lastIndexOf('/');
        if (slash < 0 || !kernel.has(name.substring(0, slash))) {
            return Errno.ENOENT;
        }
        return kernel.has(name) ? Errno.EEXIST : Errno.OK;
    }

    /// The dataset above a name, which [#place] has found to be there.
    static Node parent(Kernel kernel, String name) {
        return kernel.node(name.substring(0, name.lastIndexOf('/')));
    }

    private Node plant(String name) {
        Node parent = parent(kernel, name);
        Node node = new Node(name, parent, kernel.clock().epochSeconds());
        node.createTxg = kernel.openTxg();
        parent.adopt(node);
        kernel.index(node);
        Charge.pool(kernel.root(), tasks.version().mosBytes());
        return node;
    }

    Errno clone(String snapshot, String name) {
        SyncTask.Check check = syncing -> kernel.snap(snapshot).exists() ? placed(name, syncing) : Errno.ENOENT;
        return tasks.run("clone", name, "origin=" + snapshot, check, () -> {
            Snap snap = kernel.snap(snapshot);
            Node node = plant(name);
            node.origin = snap;
            node.birth = snap.txg;
            node.referenced = snap.referenced;
            node.live = snap.live.copy();
            node.content = snap.content.share();
            node.pending.nextObject = 8 + node.content.entries();
            snap.clones.add(node);
        });
    }
}
