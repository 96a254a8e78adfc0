package enospc.bench;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.plan.Plan;
import enospc.pool.PoolLog;
import enospc.pool.zfs.CannotRun;
import enospc.pool.zfs.ZfsTarget;
import enospc.run.Run;
import enospc.run.Target;
import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What the harness adds to an install on zfs-fuse: one worker of it, and a shell that types the same commands into a
/// second store on the same pool.
final class RealInstalls implements Row {

    private static final String BARE = "an install on zfs-fuse, the same commands in a bare shell loop";
    private static final String OURS = "an install on zfs-fuse, by the harness with one worker";
    private static final int ROUNDS = 3;
    private static final Path WORK = Path.of("/var/tmp");
    private static final long POOL = 512L << 20;

    /// Three images, eight installs: some unpack, some find a template.
    private static final Map<String, String> TERMS = Map.ofEntries(Map.entry("workers", "1"),
            Map.entry("images", "3"), Map.entry("sharing", "mix"), Map.entry("rounds", "8"),
            Map.entry("image-size", "1M..2M"), Map.entry("formats", "squashfs"), Map.entry("quota-fraction", "3"),
            Map.entry("stagger", "0s"), Map.entry("hold", "0s..0s"), Map.entry("pause", "0s..0s"),
            Map.entry("sweep-every", "0s"), Map.entry("squeeze-every", "0s"), Map.entry("census-every", "0s"));

    @Override
    public void measure(Consumer<Figure> table) throws CannotMeasure, IOException, InterruptedException {
        double[] ours = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Plan plan = Plans.plan(Plans.race(TERMS), round);
            String run = "bench" + ProcessHandle.current().pid() + "n" + round;
            RealTime time = new RealTime();
            try (ZfsTarget zfs = ZfsTarget.open(new ZfsTarget.Request(run, WORK, POOL, Optional.empty()), time)) {
                zfs.makeImages(plan.images());
                List<Event> history = new ArrayList<>();
                new Run(plan, new Target(zfs.pool(), zfs.pool(), time, zfs.root(),
                        () -> PoolLog.printed(zfs.history()), zfs.grip(), zfs.brake()),
                        history::add).carryOut();
                ours[round] = millis(history);
                bare[round] = new BareShell(zfs, plan).millis(history);
            } catch (CannotRun cannot) {
                throw new CannotMeasure(cannot.getMessage());
            }
        }
        table.accept(Figure.of(BARE, "ms", "", "", bare));
        table.accept(Figure.of(OURS, "ms", BARE, "", ours));
    }

    /// Of all installs, the mean.
    private static double millis(List<Event> history) {
        long begun = 0;
        long nanos = 0;
        int installs = 0;
        for (Event event : history) {
            if (event.f().equals("install") && event.begins()) {
                begun = event.time();
            } else if (event.f().equals("install")) {
                if (event.type() != Type.OK) {
                    throw new IllegalStateException("an install failed: " + event);
                }
                nanos += event.time() - begun;
                installs++;
            }
        }
        return nanos / 1e6 / installs;
    }
}
