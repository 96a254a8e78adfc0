package enospc.conform;

import java.util.List;

/// Cases in somebody's pool, each below a fresh dataset that we made and marked. Nothing else of the pool is touched.
final class LentStage implements Stage {

    private static final int TRIES_MAX = 50;

    private final Host host;
    private final Release release;
    private final String root;
    private final String mark = "conform-" + ProcessHandle.current().pid();

    /// @param parent a dataset, or the pool itself
    LentStage(Host host, String parent) {
        if (!parent.matches("[A-Za-z][A-Za-z0-9_.:/-]*")) {
            throw new IllegalArgumentException("no dataset: " + parent);
        }
        this.host = host;
        this.release = Detection.of(host);
        this.root = parent + "/enospc-" + mark;
    }

    @Override
    public String name() {
        return release + " " + root.substring(0, root.lastIndexOf('/'));
    }

    @Override
    public Release release() {
        return release;
    }

    @Override
    public boolean ownPool() {
        return false;
    }

    @Override
    public Shell fresh(long poolBytes) {
        destroy();
        Shell.Answer made = host.run(
                List.of("zfs", "create", "-o", "compression=off", "-o", "enospc:run=" + mark, root));
        if (made.status() != 0) {
            throw new IllegalStateException("zfs create " + root + ": " + made.err().strip());
        }
        String mount = host.run(List.of("zfs", "get", "-H", "-o", "value", "mountpoint", root)).out().strip();
        return new RealShell(host, new Names(root, mount), Detection.hasPoolSync(release),
                () -> Shell.Answer.cannot("this ZFS is not ours to crash"));
    }

    /// Destroys what we made, if there is any; the mark is read again each time.
    private void destroy() {
        host.letGo();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            Shell.Answer found = host.run(List.of("zfs", "get", "-H", "-o", "value", "enospc:run", root));
            if (found.status() != 0) {
                return;
            }
            if (!found.out().strip().equals(mark)) {
                throw new IllegalStateException(root + " is not ours: " + found.out().strip());
            }
            host.run(List.of("zfs", "list", "-H", "-o", "name", "-r", root)).out().lines().toList().reversed()
                    .forEach(each -> host.run(List.of("zfs", "unmount", each)));
            host.run(List.of("zfs", "destroy", "-R", root));
        }
        throw new IllegalStateException(root + " stays busy");
    }

    @Override
    public void close() {
        destroy();
        host.close();
    }
}
