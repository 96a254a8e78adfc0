package enospc.pool.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.pool.Command;
import enospc.pool.Image;
import enospc.pool.Reply;
import enospc.world.Clock;
import enospc.world.Crashed;
import enospc.world.Seed;
import enospc.world.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A process may be killed in every wait it has, and the pool is none the worse.
class KillTest {

    private static final Image IMAGE =
            new Image("i", "k", Image.Format.LAYERS, 1, List.of(new Image.Files(120, 16_384)));

    private static final List<Command> SCRIPT = List.of(
            new Command.Create("p/a", new TreeMap<>(java.util.Map.of("quota", "3M", "x:y", "z"))),
            new Command.Mount("p/a"),
            new Command.Pipe(IMAGE, "p/a", Duration.ofHours(1)),
            new Command.Unmount("p/a"),
            new Command.Rename("p/a", "p/b"),
            new Command.Snapshot("p/b@s"),
            new Command.Clone("p/b@s", "p/c"),
            new Command.Set("p/c", "reservation", "5M"),
            new Command.Destroy("p/c", false),
            new Command.Destroy("p/b", true));

    /// Time that ends the caller in its `last`-th wait, and then runs on for whoever comes after.
    private static final class Deadly implements Clock {

        private final VirtualTime time = new VirtualTime(new Seed(1), Long.MAX_VALUE);
        private int left;

        Deadly(int last) {
            this.left = last;
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public long epochSeconds() {
            return time.epochSeconds();
        }

        @Override
        public void sleepNanos(long nanos) {
            if (--left == 0) {
                throw new Crashed("the caller");
            }
            time.sleepNanos(nanos);
        }
    }

    @Test
    void aKillInAnyWaitLeavesEveryCommandDoneOrNot() {
        int waits = 0;
        while (killedIn(++waits)) {
            assertTrue(waits < 20_000, "the script does not end");
        }
        assertTrue(waits > 60, "the script has no more than " + waits + " waits: nothing was tried");
    }

    /// @return false if the script ended before
    private static boolean killedIn(int wait) {
        Deadly clock = new Deadly(wait);
        SimPool pool = new SimPool(clock, new Seed(1), Version.OPENZFS_2_3, Profile.FILE, "p", 1L << 30);
        boolean killed = false;
        try {
            SCRIPT.forEach(pool::run);
        } catch (Crashed crashed) {
            killed = true;
        }
        clock.left = 0;
        clock.sleepNanos(1_000_000_000);
        pool.run(new Command.Sync("p"));
        Identities.check(pool.kernel(), "killed in wait " + wait);
        rerun(pool, wait);
        return killed;
    }

    /// Whatever was left, the next one can clear it away and begin again.
    private static void rerun(SimPool pool, int wait) {
        for (String name : List.of("p/c", "p/b", "p/a")) {
            pool.run(new Command.Destroy(name, true));
        }
        Reply.Found left = (Reply.Found) pool.run(new Command.ListAll("p"));
        assertEquals(1, left.datasets().size(), "left after a kill in wait " + wait + ": " + left);
        List<Boolean> done = new ArrayList<>();
        SCRIPT.forEach(command -> done.add(pool.run(command).done()));
        assertEquals(List.of(true, true, true, true, true, true, true, true, true, true), done, "wait " + wait);
    }

    @Test
    void aChangeThatWasAskedForHappensThoughItsCallerIsDead() {
        VirtualTime time = new VirtualTime(new Seed(1), Long.MAX_VALUE);
        SimPool pool = new SimPool(time, new Seed(1), Version.OPENZFS_2_3, Profile.DISK, "p", 1L << 30);
        java.util.LinkedHashMap<String, Runnable> lanes = new java.util.LinkedHashMap<>();
        lanes.put("caller", () -> pool.kernel().changes().create("p/a"));
        lanes.put("killer", () -> {
            time.sleepNanos(1_000_000);
            time.kill("caller");
        });
        time.run(lanes);
        time.sleepNanos(1_000_000_000);
        pool.kernel().txg();
        assertTrue(pool.kernel().has("p/a"));
    }
}
