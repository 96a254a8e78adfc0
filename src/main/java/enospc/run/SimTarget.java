package enospc.run;

import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.pool.Image;
import enospc.pool.sim.Profile;
import enospc.pool.sim.SimPool;
import enospc.pool.sim.Version;
import enospc.world.VirtualTime;
import java.time.Duration;

/// Makes the embedded pool that a plan asks for.
public final class SimTarget {

    /// A simulated run that gets this far is going round in circles.
    private static final Duration HORIZON = Duration.ofDays(2);

    private static final String POOL = "sim";
    private static final long POOL_BYTES_LEAST = 1L << 30;

    private SimTarget() { }

    /// A pool large enough that the plan's quota is what binds, as the real target makes it.
    public static Target of(Plan plan) {
        VirtualTime time = new VirtualTime(plan.seed(), HORIZON.toNanos());
        long bytes = 4 * plan.images().stream().mapToLong(Image::nominalBytes).sum();
        SimPool pool = new SimPool(time, plan.seed(), Version.named(plan.workload().get(Setting.ZFS)),
                Profile.named(plan.workload().get(Setting.PROFILE)), POOL,
                plan.workload().get(Setting.POOL_SIZE).orElse(Math.max(POOL_BYTES_LEAST, bytes)));
        return new Target(pool, time, POOL);
    }
}
