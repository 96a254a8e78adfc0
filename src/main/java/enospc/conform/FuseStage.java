package enospc.conform;

import java.util.List;

/// Cases on a zfs-fuse of our own, each on a fresh pool.
final class FuseStage implements Stage {

    static final Release RELEASE = Release.of("zfs-fuse-0.7.0");

    private final PrivateDaemon daemon = PrivateDaemon.start();
    private final OwnPool pool = new OwnPool(daemon.host(), daemon.folder().toString(), "p");

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
        if (!pool.destroy()) {
            daemon.crash();
            pool.destroy();
        }
        pool.make(poolBytes);
        return new RealShell(daemon.host(), pool.names(), false, this::crash);
    }

    /// A new daemon may find the pool by itself, or be told where to look.
    private Shell.Answer crash() {
        daemon.crash();
        List<String> find = daemon.host().run(List.of("zpool", "list", "p")).status() == 0
                ? List.of("zfs", "mount", "-a")
                : List.of("zpool", "import", "-d", daemon.folder().toString(), "p");
        return pool.names().shown(daemon.host().run(find));
    }

    @Override
    public void close() {
        daemon.close();
    }
}
