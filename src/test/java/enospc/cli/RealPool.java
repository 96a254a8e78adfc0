package enospc.cli;

import enospc.pool.zfs.CannotRun;
import enospc.pool.zfs.ZfsTarget;
import enospc.world.RealTime;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Whether this machine can have a real pool: tests that need one are skipped where it cannot, and say why.
final class RealPool {

    private RealPool() { }

    /// @param who    the test that asks
    /// @param parent a folder for a pool that is made and taken away
    static void needed(Class<?> who, Path parent) {
        try {
            ZfsTarget.open(new ZfsTarget.Request("probe", parent, 512L << 20, Optional.empty()), new RealTime())
                    .close();
        } catch (CannotRun cannot) {
            skip(who, cannot.getMessage());
        }
    }

    static void skip(Class<?> who, String why) {
        System.out.println(who.getSimpleName() + " is skipped: " + why);
        Assumptions.abort(why);
    }
}
