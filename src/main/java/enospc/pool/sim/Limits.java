package enospc.pool.sim;

/// Quotas, reservations and properties are set and taken back.
final class Limits {

    private final Kernel kernel;
    private final Tasks tasks;

    Limits(Kernel kernel, Tasks tasks) {
        this.kernel = kernel;
        this.tasks = tasks;
    }

    /// Sets a property; space properties to a number of bytes, 0 for none. Of a snapshot too.
    Errno set(String name, String property, String value) {
        boolean quota = property.equals("quota") || property.equals("refquota");
        if (quota && tasks.version().isFuse()) {
            kernel.awaitOpen();   // dsl_dir.c, `dsl_dir_set_quota`; dsl_dataset.c, `dsl_dataset_set_quota`
        }
        return tasks.run("set", name, property + "=" + value, syncing -> may(name, property, value, syncing), () -> {
            if (Properties.isSpace(property)) {
                limit(kernel.node(name), property, Long.parseLong(value));
                return;
            }
            if (name.indexOf('@') < 0) {
                kernel.node(name).put(property, value);
            } else {
                kernel.snap(name).properties.put(property, value);
            }
            kernel.propertiesChanged();
        });
    }

    private Errno may(String name, String property, String value, boolean syncing) {
        if (!kernel.has(name)) {
            return Errno.ENOENT;
        }
        if (Properties.isSpace(property)) {
            return mayLimit(kernel.node(name), property, Long.parseLong(value), syncing);
        }
        return syncing && tasks.fullForAdmin() ? Errno.ENOSPC : Errno.OK;
    }

    /// Limits what the one user there is may use of a dataset; 0 for no limit. A write like others, no task: it is
    /// there at once.
    Errno userquota(String name, long bytes) {
        if (!kernel.has(name)) {
            return Errno.ENOENT;
        }
        kernel.node(name).userquota = bytes;
        return Errno.OK;
    }

    /// Takes back a local value.
    Errno inherit(String name, String property) {
        SyncTask.Check check = syncing -> {
            Errno full = syncing && tasks.fullForAdmin() ? Errno.ENOSPC : Errno.OK;
            return kernel.has(name) ? full : Errno.ENOENT;
        };
        return tasks.run(check, () -> {
            if (name.indexOf('@') < 0) {
                kernel.node(name).inherit(property);
            } else {
                kernel.snap(name).properties.remove(property);
            }
            kernel.propertiesChanged();
        });
    }

    /// ENOSPC if a limit is below what is used or reserved, ERANGE if a reservation is above what is available. A quota
    /// is judged at once only if nothing is pending, reservations only in their group (dsl_dir.c,
    /// `dsl_dir_set_quota_check`, `dsl_dir_set_reservation_check`).
    private Errno mayLimit(Node node, String property, long bytes, boolean syncing) {
        return switch (property) {
            case "quota" -> {
                long pending = node.pending.inflight;
                boolean below = bytes != 0 && (bytes < node.reserved || bytes < node.used + pending);
                yield below && (syncing || pending == 0) ? Errno.ENOSPC : Errno.OK;
            }
            case "refquota" -> refquota(node, bytes);
            case "reservation" -> {
                long growth = Math.max(node.used, bytes) - Math.max(node.used, node.reserved);
                boolean over = growth > 0 && (growth > above(node) || node.quota != 0 && bytes > node.quota);
                yield syncing && over ? Errno.ERANGE : Errno.OK;
            }
            case "refreservation" -> {
                long growth = Math.max(node.unique, bytes) - Math.max(node.unique, node.refreserved);
                boolean over = growth > 0
                        && (growth > tasks.space().below(node, false) || node.refquota != 0 && bytes > node.refquota);
                yield syncing && over ? Errno.ERANGE : Errno.OK;
            }
            default -> throw new IllegalArgumentException("not a space property: " + property);
        };
    }

    private static void limit(Node node, String property, long bytes) {
        switch (property) {
            case "quota" -> node.quota = bytes;
            case "refquota" -> node.refquota = bytes;
            case "reservation" -> Charge.reserve(node, bytes);
            default -> Charge.refreserve(node, bytes);
        }
    }

    /// Judged both times by what was on disk then: what was removed just now still counts (dsl_dataset.c:4352).
    private static Errno refquota(Node node, long bytes) {
        boolean below = bytes != 0 && (bytes < node.referenced || bytes < node.refreserved);
        return below ? Errno.ENOSPC : Errno.OK;
    }

    /// What a reservation may take from: estimates of pending writes count as used here (dsl_dir.c:1757), other than on
    /// zfs-fuse.
    private long above(Node node) {
        Space space = tasks.space();
        boolean pending = !tasks.version().isFuse();
        return node.isRoot() ? space.limit(Space.Class.NORMAL) - node.used : space.below(node.parent, pending);
    }
}
