package enospc.conform;

import enospc.pool.sim.Version;
import java.util.List;
import java.util.Optional;

/// Where the suite can be played.
public final class Stages {

    private Stages() { }

    /// Why no zfs-fuse of our own can run here, or empty if it can.
    public static Optional<String> missingFuse() {
        return PrivateDaemon.missing();
    }

    /// The embedded pool as one version.
    public static Stage sim(Version version) {
        return new SimStage(version);
    }

    /// The embedded pool as each version that it knows.
    public static List<Stage> sims() {
        return Version.ALL.stream().map(Stages::sim).toList();
    }

    /// A zfs-fuse of our own in a private namespace.
    public static Stage fuse() {
        return new FuseStage();
    }

    /// The ZFS of a machine, with pools of our own on a file there.
    public static Stage machine(Reach reach) {
        return new HostStage(reach.open());
    }

    /// A dataset of somebody's pool, on this machine or another; what needs a pool of its own cannot run there.
    public static Stage lent(Reach reach, String pool) {
        return new LentStage(reach.open(), pool);
    }
}
