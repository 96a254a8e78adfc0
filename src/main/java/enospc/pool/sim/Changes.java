package enospc.pool.sim;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What an administrator can do to the tree. Each call is one sync task: it waits for its transaction group, and is
/// done whole in it or refused, judged by how things are then.
public final class Changes {

    /// Kept free for an operation's own metadata: blocks of 16K in three copies (§1.10).
    private static final long CREATE_BYTES = 6 * 3 * 16 << 10;
    private static final long SNAPSHOT_BYTES = 3 * 3 * 16 << 10;

    private final Kernel kernel;
    private final TxGroups txgs;
    private final Space space;
    private final Version version;

    Changes(Kernel kernel, TxGroups txgs, Space space, Version version) {
        this.kernel = kernel;
        this.txgs = txgs;
        this.space = space;
        this.version = version;
    }

    private Errno run(Supplier<Errno> change) {
        return txgs.run(new SyncTask(() -> { }, change));
    }

    private boolean full(Space.Class who, long needed) {
        return kernel.root().used + needed > space.limit(who);
    }

    /// Renames, properties and the like: half the slop is theirs, except on zfs-fuse.
    private boolean fullForAdmin() {
        return full(version.fullPoolAdmin() ? Space.Class.RESERVED : Space.Class.NORMAL, SNAPSHOT_BYTES);
    }

    /// A new dataset, not mounted.
    public Errno create(String name) {
        return run(() -> {
            Errno place = place(name);
            if (!place.ok()) {
                return place;
            }
            if (full(Space.Class.NORMAL, CREATE_BYTES)) {
                return Errno.ENOSPC;
            }
            Node node = plant(name);
            Charge.born(node, node.birth, version.datasetBytes());
            return Errno.OK;
        });
    }

    private Errno place(String name) {
        int slash = name.lastIndexOf('/');
        if (slash < 0 || !kernel.has(name.substring(0, slash))) {
            return Errno.ENOENT;
        }
        return kernel.has(name) ? Errno.EEXIST : Errno.OK;
    }

    private Node plant(String name) {
        Node parent = kernel.node(name.substring(0, name.lastIndexOf('/')));
        Node node = new Node(name, parent, kernel.clock().epochSeconds());
        parent.adopt(node);
        kernel.index(node);
        Charge.pool(kernel.root(), version.mosBytes());
        return node;
    }

    public Errno clone(String snapshot, String name) {
        return run(() -> {
            Snap snap = kernel.snap(snapshot);
            if (!snap.exists()) {
                return Errno.ENOENT;
            }
            Errno place = place(name);
            if (!place.ok()) {
                return place;
            }
            if (full(Space.Class.NORMAL, CREATE_BYTES)) {
                return Errno.ENOSPC;
            }
            Node node = plant(name);
            node.origin = snap;
            node.birth = snap.txg;
            node.referenced = snap.referenced;
            node.live = snap.live.copy();
            node.content = snap.content.share();
            node.pending.nextObject = 8 + node.content.entries();
            snap.clones.add(node);
            return Errno.OK;
        });
    }

    /// Snapshots of all these datasets in one transaction group, or none.
    ///
    /// @param leaf the part behind the `@`
    public Errno snapshot(List<String> datasets, String leaf) {
        Capture capture = new Capture(datasets);
        return txgs.run(new SyncTask(() -> capture.take(kernel, txgs.open()), () -> {
            for (String name : datasets) {
                if (!kernel.has(name)) {
                    return Errno.ENOENT;
                }
                Node node = kernel.node(name);
                if (node.indexOf(leaf) >= 0) {
                    return Errno.EEXIST;
                }
                if (Math.min(node.unique, node.refreserved) > space.below(node, false)) {
                    return Errno.ENOSPC;
                }
            }
            if (full(Space.Class.NORMAL, SNAPSHOT_BYTES * datasets.size())) {
                return Errno.ENOSPC;
            }
            datasets.forEach(name -> snapshot(kernel.node(name), leaf, capture));
            return Errno.OK;
        }));
    }

    private void snapshot(Node node, String leaf, Capture capture) {
        Snap snap = new Snap(node, leaf, capture.txg(), kernel.clock().epochSeconds(), capture.of(node));
        snap.live = node.live.copy();
        snap.dead = node.dead;
        snap.referenced = node.referenced;
        node.dead = new Extents();
        node.snaps.add(snap);
        long grown = Math.min(node.unique, node.refreserved);
        node.unique = 0;
        node.usedByRefreservation += grown;
        Charge.use(node, grown);
    }

    /// A dataset without children and snapshots.
    public Errno destroy(String name) {
        return run(() -> {
            if (!kernel.has(name)) {
                return Errno.ENOENT;
            }
            Node node = kernel.node(name);
            if (kernel.busy(node) || node.mounted) {
                return Errno.EBUSY;
            }
            if (node.isRoot()) {
                return Errno.EINVAL;
            }
            if (!node.snaps.isEmpty()) {
                return Errno.EBUSY;
            }
            if (!node.children.isEmpty()) {
                return Errno.EEXIST;
            }
            uproot(node);
            return Errno.OK;
        });
    }

    private void uproot(Node node) {
        long own = node.usedByHead;
        Charge.refreserve(node, 0);
        Charge.reserve(node, 0);
        Charge.use(node, -node.used);
        node.parent.children.remove(node);
        node.destroyed = true;
        kernel.forget(node.name());
        Charge.pool(kernel.root(), -version.mosBytes());
        release(own);
        if (node.origin.exists()) {
            Snap origin = node.origin;
            origin.clones.remove(node);
            reap(origin);
        }
    }

    /// Blocks are gone: at once, or for the groups to come to free.
    private void release(long bytes) {
        if (version.asyncDestroy() && bytes > 0) {
            space.queue(bytes);
        } else {
            space.freed(bytes);
        }
    }

    private void reap(Snap snap) {
        if (snap.deferred && snap.clones.isEmpty() && snap.holds.isEmpty()) {
            drop(snap);
        }
    }

    /// @param defer if it is held or cloned, it goes with its last hold or clone
    public Errno destroySnap(String name, boolean defer) {
        return run(() -> {
            Snap snap = kernel.snap(name);
            if (!snap.exists()) {
                return Errno.ENOENT;
            }
            if (defer) {
                snap.deferred = true;
                reap(snap);
                return Errno.OK;
            }
            if (!snap.holds.isEmpty()) {
                return Errno.EBUSY;
            }
            if (!snap.clones.isEmpty()) {
                return Errno.EDEPENDENTS;
            }
            drop(snap);
            return Errno.OK;
        });
    }

    private void drop(Snap snap) {
        Node node = snap.node;
        int index = node.snaps.indexOf(snap);
        long before = node.usedBySnaps;
        boolean last = index == node.snaps.size() - 1;
        Extents after = last ? node.dead : node.snaps.get(index + 1).dead;
        after.dropYoungerThan(node.previousTxg(index));
        after.addAll(snap.dead);
        node.snaps.remove(index);
        Charge.recount(node);
        release(before - node.usedBySnaps);
    }

    /// Renames a dataset with all below it.
    public Errno rename(String name, String to) {
        return run(() -> {
            if (!kernel.has(name)) {
                return Errno.ENOENT;
            }
            Node node = kernel.node(name);
            Errno place = place(to);
            if (!place.ok()) {
                return place;
            }
            Node parent = kernel.node(to.substring(0, to.lastIndexOf('/')));
            if (parent.isWithin(node)) {
                return Errno.EINVAL;
            }
            if (fullForAdmin() || !fits(node, parent)) {
                return Errno.ENOSPC;
            }
            move(node, parent, to);
            return Errno.OK;
        });
    }

    /// Whether the quotas above the new place, up to where it joins the old one, take what moves (dsl_dir.c:2225).
    private boolean fits(Node node, Node parent) {
        long bytes = Math.max(node.used, node.reserved);
        for (Node at = parent; at != null && !node.isWithin(at); at = at.parent) {
            if (at.quota != 0 && at.used + bytes > at.quota) {
                return false;
            }
        }
        return true;
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
        node.placed = false;
        kernel.index(node);
        for (Node child : node.children) {
            relabel(child, to + child.name().substring(child.name().lastIndexOf('/')));
        }
    }

    /// Renames the snapshots `@from` of all these datasets in one transaction group, or none.
    public Errno renameSnaps(List<String> datasets, String from, String to) {
        return run(() -> {
            if (fullForAdmin()) {
                return Errno.ENOSPC;
            }
            for (String name : datasets) {
                if (kernel.has(name + "@" + to)) {
                    return Errno.EEXIST;
                }
            }
            boolean any = false;
            for (String name : datasets) {
                Snap snap = kernel.snap(name + "@" + from);
                if (snap.exists()) {
                    snap.leaf(to);
                    any = true;
                }
            }
            return any ? Errno.OK : Errno.ENOENT;
        });
    }

    /// Makes a clone the owner of the snapshots it came from; its origin's dataset becomes a clone.
    public Errno promote(String name) {
        return run(() -> {
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
            if (fullForAdmin() || !promotedFits(clone, owner)) {
                return Errno.ENOSPC;
            }
            swap(clone, owner, List.copyOf(moving));
            return Errno.OK;
        });
    }

    private boolean promotedFits(Node clone, Node owner) {
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

    /// Makes a dataset what its newest snapshot is.
    public Errno rollback(String snapshot) {
        return run(() -> {
            Snap snap = kernel.snap(snapshot);
            if (!snap.exists()) {
                return Errno.ENOENT;
            }
            Node node = snap.node;
            if (node.snaps.getLast() != snap) {
                return Errno.EEXIST;
            }
            boolean over = version.fullPoolAdmin() && node.refquota != 0 && snap.referenced > node.refquota;
            if (over || fullForAdmin() || Math.min(node.refreserved, node.unique) > space.below(node, false)) {
                return over ? Errno.EDQUOT : Errno.ENOSPC;
            }
            long before = node.usedByHead + node.usedBySnaps;
            node.pending.forget();
            node.live = snap.live.copy();
            node.dead = new Extents();
            node.content = snap.content.share();
            Charge.recount(node);
            space.freed(before - node.usedByHead - node.usedBySnaps);
            return Errno.OK;
        });
    }

    public Errno hold(String snapshot, String tag) {
        return run(() -> {
            Snap snap = kernel.snap(snapshot);
            if (!snap.exists()) {
                return Errno.ENOENT;
            }
            return snap.holds.add(tag) ? Errno.OK : Errno.EEXIST;
        });
    }

    public Errno release(String snapshot, String tag) {
        return run(() -> {
            Snap snap = kernel.snap(snapshot);
            if (!snap.exists()) {
                return Errno.ENOENT;
            }
            if (!snap.holds.remove(tag)) {
                return Errno.ESRCH;
            }
            reap(snap);
            return Errno.OK;
        });
    }

    /// Sets a property; space properties to a number of bytes, 0 for none. Of a snapshot too.
    public Errno set(String name, String property, String value) {
        if (property.equals("refquota") && kernel.has(name)) {
            Errno early = refquota(kernel.node(name), Long.parseLong(value));
            if (!early.ok()) {
                return early;
            }
        }
        return run(() -> {
            if (!kernel.has(name)) {
                return Errno.ENOENT;
            }
            if (Properties.isSpace(property)) {
                return limit(kernel.node(name), property, Long.parseLong(value));
            }
            if (fullForAdmin()) {
                return Errno.ENOSPC;
            }
            properties(name).put(property, value);
            kernel.propertiesChanged();
            return Errno.OK;
        });
    }

    /// Limits what the one user there is may use of a dataset; 0 for no limit.
    public Errno userquota(String name, long bytes) {
        return run(() -> {
            if (!kernel.has(name)) {
                return Errno.ENOENT;
            }
            kernel.node(name).userquota = bytes;
            return Errno.OK;
        });
    }

    /// Takes back a local value.
    public Errno inherit(String name, String property) {
        return run(() -> {
            if (!kernel.has(name)) {
                return Errno.ENOENT;
            }
            if (fullForAdmin()) {
                return Errno.ENOSPC;
            }
            properties(name).remove(property);
            kernel.propertiesChanged();
            return Errno.OK;
        });
    }

    private Map<String, String> properties(String name) {
        return name.indexOf('@') < 0 ? kernel.node(name).properties : kernel.snap(name).properties;
    }

    /// ENOSPC if a limit is below what is used or reserved, ERANGE if a reservation is above what is available.
    private Errno limit(Node node, String property, long bytes) {
        switch (property) {
            case "quota" -> {
                if (bytes != 0 && (bytes < node.reserved || bytes < node.used + node.pending.inflight)) {
                    return Errno.ENOSPC;
                }
                node.quota = bytes;
            }
            case "refquota" -> {
                if (!refquota(node, bytes).ok()) {
                    return Errno.ENOSPC;
                }
                node.refquota = bytes;
            }
            case "reservation" -> {
                long growth = Math.max(node.used, bytes) - Math.max(node.used, node.reserved);
                boolean over = growth > 0 && (growth > above(node) || node.quota != 0 && bytes > node.quota);
                if (over) {
                    return Errno.ERANGE;
                }
                Charge.reserve(node, bytes);
            }
            case "refreservation" -> {
                long growth = Math.max(node.unique, bytes) - Math.max(node.unique, node.refreserved);
                boolean over = growth > 0
                        && (growth > space.below(node, false) || node.refquota != 0 && bytes > node.refquota);
                if (over) {
                    return Errno.ERANGE;
                }
                Charge.refreserve(node, bytes);
            }
            default -> throw new IllegalArgumentException("not a space property: " + property);
        }
        return Errno.OK;
    }

    /// Judged before the task as well, by what was on disk then: what was removed just now still counts
    /// (dsl_dataset.c:4352).
    private static Errno refquota(Node node, long bytes) {
        boolean below = bytes != 0 && (bytes < node.referenced || bytes < node.refreserved);
        return below ? Errno.ENOSPC : Errno.OK;
    }

    /// What a reservation may take from: estimates of pending writes count as used here (dsl_dir.c:1757).
    private long above(Node node) {
        return node.isRoot() ? space.limit(Space.Class.NORMAL) - node.used : space.below(node.parent, true);
    }
}
