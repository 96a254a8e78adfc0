package enospc.run;

import enospc.pool.Brake;
import enospc.pool.Grip;
import enospc.pool.Pool;
import enospc.pool.PoolLog;
import enospc.run.exec.Surroundings;
import enospc.world.Scheduler;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where a run happens: a pool, its time, and the dataset below which everything of the run lies.
///
/// @param eyes    the same pool, to be looked at without getting into the way of anybody
/// @param root    a dataset that is there, mounted, empty and ours
/// @param history reads what the pool itself has written down of its changes: `zpool history -il`
/// @param grip    reaches the copies that are under way
/// @param brake   slows the pool
/// @param outside what an external subject needs to know; empty where there can be none
/// @param logs    folder for what an external subject prints; empty for nowhere yet
public record Target(Pool pool, Pool eyes, Scheduler scheduler, String root, Supplier<PoolLog.Reading> history,
                     Grip grip, Brake brake, Optional<Surroundings> outside, Optional<Path> logs) {

    public Target(Pool pool, Pool eyes, Scheduler scheduler, String root, Supplier<PoolLog.Reading> history,
                  Grip grip, Brake brake) {
        this(pool, eyes, scheduler, root, history, grip, brake, Optional.empty(), Optional.empty());
    }

    /// A pool whose own log cannot be read.
    public Target(Pool pool, Scheduler scheduler, String root) {
        this(pool, pool, scheduler, root, () -> PoolLog.printed(List.of()), Grip.NONE, Brake.NONE);
    }

    /// The same with what an external subject needs.
    public Target with(Surroundings surroundings) {
        return new Target(pool, eyes, scheduler, root, history, grip, brake, Optional.of(surroundings), logs);
    }

    /// The same with a place for logs.
    public Target with(Path folder) {
        return new Target(pool, eyes, scheduler, root, history, grip, brake, outside, Optional.of(folder));
    }
}
