package enospc.run;

import enospc.pool.Pool;
import enospc.world.Scheduler;

/// Where a run happens: a pool, its time, and the dataset below which everything of the run lies.
///
/// @param eyes the same pool, to be looked at without getting into the way of anybody
/// @param root a dataset that is there, mounted, empty and ours
public record Target(Pool pool, Pool eyes, Scheduler scheduler, String root) {

    public Target(Pool pool, Scheduler scheduler, String root) {
        this(pool, pool, scheduler, root);
    }
}
