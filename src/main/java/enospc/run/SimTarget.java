package enospc.run;

import enospc.plan.Op;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.pool.Brake;
import enospc.pool.Command;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import enospc.pool.sim.Profile;
import enospc.pool.sim.SimPool;
import enospc.pool.sim.Version;
import enospc.world.Chooser;
import enospc.world.ChosenOrder;
import enospc.world.Clock;
import enospc.world.VirtualTime;
import java.time.Duration;

/// Makes the embedded pool that a plan asks for.
public final class SimTarget {

    private static final int BUSY_TRIES = 25;
    private static final Duration BUSY_PAUSE = Duration.ofMillis(20);

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
        SimPool pool = pool(plan, time, Profile.named(plan.workload().get(Setting.PROFILE)));
        boolean fuse = plan.workload().get(Setting.ZFS).equals(Version.ZFS_FUSE_0_7.name());
        Pool driven = fuse ? patient(pool, time) : pool;
        return new Target(driven, driven, time, POOL, pool::history, pool.grip(), pool.brake());
    }

    /// One on which the order of steps is chosen, and nothing takes time.
    public static Target ordered(Plan plan, Chooser chooser) {
        ChosenOrder order = new ChosenOrder(chooser, plan.workload().get(Setting.HORIZON).toNanos());
        SimPool pool = pool(plan, order, Profile.INSTANT);
        return new Target(new Ordered(pool, order, POOL), pool, order, POOL, pool::history, pool.grip(),
                Brake.NONE);
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
                plan.workload().get(Setting.POOL_SIZE).orElse(Math.max(POOL_BYTES_LEAST, bytes)));
    }

    /// zfs-fuse lets go of a dataset some time after its unmount; the driver of the real one hides that the same way.
    private static Pool patient(Pool pool, Clock clock) {
        return command -> {
            Reply reply = pool.run(command);
            boolean waits = command instanceof Command.Destroy || command instanceof Command.Rename;
            for (int i = 1; i < BUSY_TRIES && waits && reply.refused(Why.BUSY); i++) {
                clock.sleep(BUSY_PAUSE);
                reply = pool.run(command);
            }
            return reply;
        };
    }
}
