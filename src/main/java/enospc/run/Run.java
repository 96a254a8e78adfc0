package enospc.run;

import enospc.history.Event;
import enospc.history.Value;
import enospc.install.Bug;
import enospc.install.Installer;
import enospc.install.Store;
import enospc.install.TemplateInstaller;
import enospc.install.Terms;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.pool.Command;
import enospc.pool.Pool;
import enospc.world.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// One plan carried out on one target: lay out, race, settle. What happens goes to the history as it happens.
public final class Run {

    private static final String PROCESS = "setup";

    private final Plan plan;
    private final Workload workload;
    private final Scheduler scheduler;
    private final Pool pool;
    private final Store store;
    private final Recorder recorder;
    private final Census census;
    private final Bug bug;
    private final Terms terms;
    private final Set<String> workers = ConcurrentHashMap.newKeySet();
    private final Setup setup;
    private final Thread caller = Thread.currentThread();
    private final long eventsMost;
    private volatile boolean cut;
    private Optional<Room> room = Optional.empty();

    /// @param sink takes the events, one thread at a time, in order
    public Run(Plan plan, Target target, Consumer<Event> sink) {
        this.plan = plan;
        this.workload = plan.workload();
        this.eventsMost = workload.get(Setting.EVENTS_MOST);
        this.scheduler = target.scheduler();
        this.bug = Bug.valueOf(constant(workload.get(Setting.BUG)));
        this.pool = bug.inPool(target.pool(), scheduler);
        this.store = new Store(target.root());
        this.recorder = new Recorder(scheduler, event -> {
            sink.accept(event);
            if (event.index() + 1 == eventsMost) {
                cut = true;
                caller.interrupt();
            }
        });
        this.census = new Census(target.eyes(), recorder, store);
        this.terms = new Terms(workload.get(Setting.WARM), workload.get(Setting.THRESHOLD),
                workload.get(Setting.PIPE_DEADLINE), workload.get(Setting.WAIT_DEADLINE),
                Terms.Guard.valueOf(constant(workload.get(Setting.GUARD))));
        this.setup = new Setup(target.pool(), store);
    }

    /// Returns when all is over; for the thread that made this. An interrupt of it ends all lanes as SIGKILL would, and
    /// what the nemesis took is given back; a run that was cut short so, or by the scheduler's horizon or its most
    /// events, has no `end` in its history.
    public void carryOut() {
        boolean whole = alone("setup", this::layOut) && race() && alone("settle", this::settle) && !cut;
        if (cut) {
            Thread.interrupted();                         // ours, and it has done its work
        }
        recorder.buryAll();
        if (whole) {
            recorder.note(PROCESS, "end", Value.None.NONE);
        } else if (room.isPresent()) {
            alone("release", () -> pool.run(new Command.Set(store.squeeze(), "reservation", "none")));
        }
    }

    private boolean race() {
        boolean whole = scheduler.run(lanes());
        recorder.buryAll();
        return whole;
    }

    /// @return false if it was killed before its end
    private boolean alone(String lane, Runnable body) {
        SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
        lanes.put(lane, body);
        return scheduler.run(lanes);
    }

    private void layOut() {
        Room found = setup.layOut(plan.images(), workload.get(Setting.QUOTA_FRACTION), plan.workers().size(),
                workload.get(Setting.SQUEEZE_FROM).equals("quota"));
        room = Optional.of(found);
        recorder.note(PROCESS, "setup", new Value.Setup(store.root(), found.quota(), terms.threshold(),
                found.measured(), terms.pipeDeadline().toNanos(), terms.waitDeadline().toNanos(),
                workload.get(Setting.GRACE).toNanos(), workload.get(Setting.REQUIRE)));
    }

    private SequencedMap<String, Runnable> lanes() {
        SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
        Duration limit = workload.get(Setting.TIME_LIMIT);
        long limitNanos = limit.isZero() ? Long.MAX_VALUE : scheduler.nanos() + limit.toNanos();
        for (Plan.Worker worker : plan.workers()) {
            Steps steps = new Steps(pool, recorder, worker.name());
            Runnable body = new Worker(worker, limitNanos, scheduler, recorder, steps, installer(steps), census);
            workers.add(worker.name());
            lanes.put(worker.name(), () -> {
                body.run();
                workers.remove(worker.name());
            });
        }
        if (!plan.faults().isEmpty()) {
            lanes.put(Nemesis.PROCESS, nemesis());
        }
        if (!workload.get(Setting.CENSUS_EVERY).isZero()) {
            lanes.put(Census.PROCESS, this::takeCensuses);
        }
        return lanes;
    }

    private Nemesis nemesis() {
        Steps steps = new Steps(pool, recorder, Nemesis.PROCESS);
        return new Nemesis(scheduler, recorder, steps, bug.inProtocol(steps, scheduler), pool, installer(steps),
                store, terms.warm(), plan.faults(), workers);
    }

    private Installer installer(Steps steps) {
        return new TemplateInstaller(bug.inProtocol(steps, scheduler), scheduler, scheduler, store, terms,
                bug.habits(), steps);
    }

    private void takeCensuses() {
        while (!workers.isEmpty()) {
            census.all();
            scheduler.sleep(workload.get(Setting.CENSUS_EVERY));
        }
    }

    /// The nemesis has given back what it took; the store has its grace to come to rest.
    private void settle() {
        scheduler.sleep(workload.get(Setting.GRACE));
        pool.run(new Command.Sync(store.root()));
        census.last();
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
