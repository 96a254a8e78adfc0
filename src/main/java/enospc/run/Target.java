package enospc.run;

import enospc.pool.Grip;
import enospc.pool.Pool;
import enospc.world.Scheduler;
import java.util.List;
import java.util.function.Supplier;

/// Where a run happens: a pool, its time, and the dataset below which everything of the run lies.
///
/// @param eyes    the same pool, to be looked at without getting into the way of anybody
/// @param root    a dataset that is there, mounted, empty and ours
/// @param history what the pool itself has written down of its changes: the lines of `zpool history -il`, times in UTC;
///                none if it cannot be read
/// @param grip    reaches the copies that are under way
public record Target(Pool pool, Pool eyes, Scheduler scheduler, String root, Supplier<List<String>> history,
                     Grip grip) {

    /// A pool whose own log cannot be read.
    public Target(Pool pool, Scheduler scheduler, String root) {
        this(pool, pool, scheduler, root, List::of, Grip.NONE);
    }
}
