package enospc.conform;

import java.util.List;

/// Cases on a zfs-fuse of our own, each on a fresh pool.
final class FuseStage implements Stage {

    static final Release RELEASE = Release.of("zfs-fuse-0.7.0");

    private static final int CRASHES_MAX = 2;

    private final PrivateDaemon daemon = PrivateDaemon.start();
    private final Names names = new Names("p", daemon.folder() + "/p");
    private final String disk = daemon.folder() + "/disk";

    @Override
    public String name() {
        return RELEASE.toString();
    }

    @Override
    public Release release() {
        return RELEASE;
    }

    @Override
    public boolean ownPool() {
        return true;
    }

    @Override
    public Shell fresh(long poolBytes) {
        daemon.host().close();
        for (int crashes = 0; !destroyed() && crashes < CRASHES_MAX; crashes++) {
            daemon.crash();
        }
        must("rm", "-f", disk);
        must("truncate", "-s", String.valueOf(poolBytes), disk);
        must("zpool", "create", "-O", "compression=off", "-m", names.mount(), "p", disk);
        return new RealShell(daemon.host(), names, false, this::crash);
    }

    /// A pool that was busy a moment ago lets go soon; one that does not is left to a crash.
    private boolean destroyed() {
        for (int tries = 0; tries < 20; tries++) {
            if (daemon.host().run(List.of("zpool", "list", "p")).status() != 0
                    || daemon.host().run(List.of("zpool", "destroy", "p")).status() == 0) {
                return true;
            }
        }
        return false;
    }

    private Shell.Answer crash() {
        daemon.crash();
        if (daemon.host().run(List.of("zpool", "list", "p")).status() != 0) {
            return names.shown(daemon.host().run(List.of("zpool", "import", "-d", daemon.folder().toString(), "p")));
        }
        return names.shown(daemon.host().run(List.of("zfs", "mount", "-a")));
    }

    private void must(String... argv) {
        Shell.Answer answer = daemon.host().run(List.of(argv));
        if (answer.status() != 0) {
            throw new IllegalStateException(String.join(" ", argv) + ": " + answer.err().strip());
        }
    }

    @Override
    public void close() {
        daemon.close();
    }
}
