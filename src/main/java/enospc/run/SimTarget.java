package enospc.run;

import enospc.plan.Op;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.sim.Profile;
import enospc.pool.sim.SimPool;
import enospc.pool.sim.Version;
import enospc.world.Chooser;
import enospc.world.ChosenOrder;
import enospc.world.Clock;
import enospc.world.VirtualTime;

/// Makes the embedded pool that a plan asks for.
public final class SimTarget {

    private static final String POOL = "sim";
    private static final long POOL_BYTES_LEAST = 1L << 30;
    private static final long STEPS_OF_INSTALL = 20;

    private SimTarget() { }

    /// A pool large enough that the plan's quota is what binds, as the real target makes it.
    public static Target of(Plan plan) {
        if (!plan.workload().get(Setting.SCHEDULE).equals("timed")) {
            return ordered(plan, chooser(plan));
        }
        VirtualTime time = new VirtualTime(plan.seed(), plan.workload().get(Setting.HORIZON).toNanos());
        return new Target(pool(plan, time, Profile.named(plan.workload().get(Setting.PROFILE))), time, POOL);
    }

    /// One on which the order of steps is chosen, and nothing takes time.
    public static Target ordered(Plan plan, Chooser chooser) {
        ChosenOrder order = new ChosenOrder(chooser, plan.workload().get(Setting.HORIZON).toNanos());
        Pool pool = pool(plan, order, Profile.INSTANT);
        return new Target(new Ordered(pool, order, POOL), pool, order, POOL);
    }

    /// What a plan that was shrunk or found by enumeration has pinned down, it keeps.
    private static Chooser chooser(Plan plan) {
        String schedule = plan.workload().get(Setting.SCHEDULE);
        if (!plan.preemptions().isEmpty() || schedule.equals("exhaustive")) {
            return Chooser.pinned(plan.preemptions());
        }
        return schedule.equals("random") ? Chooser.random(plan.seed())
                : Chooser.pct(plan.seed(), plan.workload().get(Setting.SCHEDULE_DEPTH), choices(plan));
    }

    /// About how many choices a run will have.
    private static long choices(Plan plan) {
        return (1 + plan.faults().size()) + plan.workers().stream().flatMap(worker -> worker.ops().stream())
                .mapToLong(op -> op instanceof Op.Install ? STEPS_OF_INSTALL : 1).sum();
    }

    private static SimPool pool(Plan plan, Clock clock, Profile profile) {
        long bytes = 4 * plan.images().stream().mapToLong(Image::nominalBytes).sum();
        return new SimPool(clock, plan.seed(), Version.named(plan.workload().get(Setting.ZFS)), profile, POOL,
                Math.max(POOL_BYTES_LEAST, bytes));
    }
}
