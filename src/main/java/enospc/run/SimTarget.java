package enospc.run;

import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.pool.Command;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import enospc.pool.sim.Profile;
import enospc.pool.sim.SimPool;
import enospc.pool.sim.Version;
import enospc.world.Clock;
import enospc.world.VirtualTime;
import java.time.Duration;

/// Makes the embedded pool that a plan asks for.
public final class SimTarget {

    private static final int BUSY_TRIES = 25;
    private static final Duration BUSY_PAUSE = Duration.ofMillis(20);

    private static final String POOL = "sim";
    private static final long POOL_BYTES_LEAST = 1L << 30;

    private SimTarget() { }

    /// A pool large enough that the plan's quota is what binds, as the real target makes it.
    public static Target of(Plan plan) {
        VirtualTime time = new VirtualTime(plan.seed(), plan.workload().get(Setting.HORIZON).toNanos());
        long bytes = 4 * plan.images().stream().mapToLong(Image::nominalBytes).sum();
        Version version = Version.named(plan.workload().get(Setting.ZFS));
        SimPool pool = new SimPool(time, plan.seed(), version,
                Profile.named(plan.workload().get(Setting.PROFILE)), POOL,
                plan.workload().get(Setting.POOL_SIZE).orElse(Math.max(POOL_BYTES_LEAST, bytes)));
        return new Target(version == Version.ZFS_FUSE_0_7 ? patient(pool, time) : pool, time, POOL,
                pool.grip());
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
