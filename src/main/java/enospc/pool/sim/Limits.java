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
        if (property.equals("quota") && tasks.version().isFuse()) {
            kernel.sync(1);   // what is pending is written first: dsl_dir.c, `dsl_dir_set_quota`
        }
        if (property.equals("refquota") && kernel.has(name)) {
            Errno early = refquota(kernel.node(name), Long.parseLong(value));
            if (!early.ok()) {
                return early;
            }
        }
        return tasks.run("set", name, property + "=" + value, () -> {
            if (!kernel.has(name)) {
                return Errno.ENOENT;
            }
            if (Properties.isSpace(property)) {
                return limit(kernel.node(name), property, Long.parseLong(value));
            }
            if (tasks.fullForAdmin()) {
                return Errno.ENOSPC;
            }
            if (name.indexOf('@') < 0) {
                kernel.node(name).put(property, value);
            } else {
                kernel.snap(name).properties.put(property, value);
            }
            kernel.propertiesChanged();
            return Errno.OK;
        });
    }

    /// Limits what the one user there is may use of a dataset; 0 for no limit.
    Errno userquota(String name, long bytes) {
        return tasks.run(() -> {
            if (!kernel.has(name)) {
                return Errno.ENOENT;
            }
            kernel.node(name).userquota = bytes;
            return Errno.OK;
        });
    }

    /// Takes back a local value.
    Errno inherit(String name, String property) {
        return tasks.run(() -> {
            if (!kernel.has(name)) {
                return Errno.ENOENT;
            }
            if (tasks.fullForAdmin()) {
                return Errno.ENOSPC;
            }
            if (name.indexOf('@') < 0) {
                kernel.node(name).inherit(property);
            } else {
                kernel.snap(name).properties.remove(property);
            }
            kernel.propertiesChanged();
            return Errno.OK;
        });
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
                        && (growth > tasks.space().below(node, false) || node.refquota != 0 && bytes > node.refquota);
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

    /// What a reservation may take from: estimates of pending writes count as used here (dsl_dir.c:1757), other than on
    /// zfs-fuse.
    private long above(Node node) {
        Space space = tasks.space();
        boolean pending = !tasks.version().isFuse();
        return node.isRoot() ? space.limit(Space.Class.NORMAL) - node.used : space.below(node.parent, pending);
    }
}
