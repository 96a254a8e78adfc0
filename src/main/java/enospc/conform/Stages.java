package enospc.conform;

import java.util.Optional;

/// Where the suite can be played.
public final class Stages {

    private Stages() { }

    /// Why no zfs-fuse of our own can run here, or empty if it can.
    public static Optional<String> missingFuse() {
        return PrivateDaemon.missing();
    }

    /// A zfs-fuse of our own in a private namespace; to be closed.
    public static Stage fuse() {
        return new FuseStage();
    }
}
