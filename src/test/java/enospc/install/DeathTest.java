package enospc.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.sim.Profile;
import enospc.pool.sim.SimPool;
import enospc.pool.sim.Version;
import enospc.world.Crashed;
import enospc.world.Locks;
import enospc.world.Seed;
import enospc.world.VirtualTime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A worker may die before or after any step of its, and the next install of the same image is none the worse.
class DeathTest {

    private static final Image IMAGE =
            new Image("i", "abc", Image.Format.SQUASHFS, 1, List.of(new Image.Files(3, 16_384)));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SweepOrder ALL = new SweepOrder(SweepOrder.Reason.NEMESIS, HOUR, true);
    private static final Store STORE = new Store("p");

    /// When a worker dies: its step has not been asked for, or has happened and is not heard of.
    enum Moment { BEFORE, AFTER }

    /// A store on the embedded pool, and a worker that dies at one of its steps.
    private static final class Scene {

        final VirtualTime time = new VirtualTime(new Seed(1), Long.MAX_VALUE);
        final SimPool pool = new SimPool(time, new Seed(1), Version.OPENZFS_2_3, Profile.FILE, "p", 1L << 30);
        final Set<String> held = new HashSet<>();

        Scene() {
            for (String name : List.of(STORE.containers(), STORE.templates())) {
                assertTrue(pool.run(new Command.Create(name, new TreeMap<>())).done());
                pool.run(new Command.Mount(name));
            }
        }

        TemplateInstaller worker(Pool seen) {
            Locks locks = new Locks() {
                @Override
                public boolean take(String name) {
                    return held.add(name);
                }

                @Override
                public void give(String name) {
                    assertTrue(held.remove(name));
                }
            };
            Terms terms = new Terms(HOUR, 80, HOUR, HOUR, Terms.Guard.WATCHDOG);
            return new TemplateInstaller(seen, time, locks, STORE, terms, EnumSet.allOf(Habit.class), Narrator.SILENT);
        }

        /// @return false if the worker came to its end
        boolean diesAt(int step, Moment moment, Consumer<Installer> op) {
            int[] left = {step};
            Pool deadly = command -> {
                boolean now = --left[0] == 0;
                if (now && moment == Moment.BEFORE) {
                    throw new Crashed("the worker");
                }
                Reply reply = pool.run(command);
                if (now) {
                    throw new Crashed("the worker");
                }
                return reply;
            };
            try {
                op.accept(worker(deadly));
                return false;
            } catch (Crashed crashed) {
                held.clear();
                return true;
            }
        }

        boolean hasContainer(String name) {
            return pool.run(new Command.Get(STORE.container(name))) instanceof Reply.Found(var found)
                    && !found.isEmpty();
        }

        List<String> templates() {
            Reply.Found found = (Reply.Found) pool.run(new Command.ListAll(STORE.templates()));
            return found.datasets().stream().map(Dataset::name).filter(STORE::isWithinTemplates).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void theNextInstallTakesOverFromADeadExtractor(Moment moment) {
        int step = 0;
        boolean died = true;
        while (died) {
            Scene scene = new Scene();
            died = scene.diesAt(++step, moment, worker -> worker.install(IMAGE, "first"));
            judge(scene, "the extractor died " + moment + " step " + step);
        }
        assertTrue(step > 12, "an install of " + step + " steps: nothing was tried");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aSweepForARetryClearsWhatADeadExtractorLeft(Moment moment) {
        int step = 0;
        boolean died = true;
        while (died) {
            Scene scene = new Scene();
            died = scene.diesAt(++step, moment, worker -> worker.install(IMAGE, "first"));
            scene.worker(scene.pool).sweep(ALL);
            List<String> left = scene.templates();
            assertTrue(left.isEmpty() || scene.hasContainer("first"), moment + " " + step + ": " + left);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void theNextSweepEndsWhatADeadOneBegan(Moment moment) {
        int step = 0;
        boolean died = true;
        while (died) {
            Scene scene = new Scene();
            Installer before = scene.worker(scene.pool);
            before.install(IMAGE, "first");
            before.remove("first");
            died = scene.diesAt(++step, moment, worker -> worker.sweep(ALL));
            scene.worker(scene.pool).sweep(new SweepOrder(SweepOrder.Reason.NEMESIS, HOUR, false));
            List<String> left = scene.templates();
            assertTrue(left.isEmpty() || left.contains(STORE.pristine("abc")), moment + " " + step + ": " + left);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void theNextInstallTakesOverFromADeadSweep(Moment moment) {
        int step = 0;
        boolean died = true;
        while (died) {
            Scene scene = new Scene();
            Installer before = scene.worker(scene.pool);
            assertEquals(new Outcome.Ready(), before.install(IMAGE, "first"));
            assertEquals(new Outcome.Ready(), before.remove("first"));
            died = scene.diesAt(++step, moment, worker -> worker.sweep(ALL));
            judge(scene, "the sweep died " + moment + " step " + step);
        }
        assertTrue(step > 4, "a sweep of " + step + " steps: nothing was tried");
    }

    private static void judge(Scene scene, String when) {
        Outcome outcome = scene.worker(scene.pool).install(IMAGE, "second");
        assertEquals(new Outcome.Ready(), outcome, when);
        assertEquals(List.of(STORE.template("abc"), STORE.pristine("abc")), scene.templates(), when);
        assertEquals(Set.of(), scene.held, when);
        Reply.Found container = (Reply.Found) scene.pool.run(new Command.Get(STORE.container("second")));
        assertEquals(STORE.pristine("abc"), container.datasets().getFirst().origin(), when);
    }
}
