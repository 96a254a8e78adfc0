package enospc.conform;

import java.util.List;

/// Cases on the ZFS of a machine, each on a fresh pool of our own on a file there.
final class HostStage implements Stage {

    private final Host host;
    private final Release release;
    private final String folder;
    private final OwnPool pool;

    HostStage(Host host) {
        this.host = host;
        this.release = Detection.of(host);
        String name = "enospc-conform-" + ProcessHandle.current().pid();
        this.folder = "/var/tmp/" + name;
        this.pool = new OwnPool(host, folder, name);
        host.run(List.of("mkdir", "-p", folder));
    }

    @Override
    public String name() {
        return release.toString();
    }

    @Override
    public Release release() {
        return release;
    }

    @Override
    public boolean ownPool() {
        return true;
    }

    @Override
    public Shell fresh(long poolBytes) {
        if (!pool.destroy()) {
            throw new IllegalStateException("pool " + pool.names().prefix() + " stays busy");
        }
        pool.make(poolBytes);
        return new RealShell(host, pool.names(), Detection.hasPoolSync(release),
                () -> Shell.Answer.cannot("this ZFS is not ours to crash"));
    }

    @Override
    public void close() {
        pool.destroy();
        host.run(List.of("rm", "-f", folder + "/disk"));
        host.run(List.of("rmdir", folder + "/p", folder));
        host.close();
    }
}
