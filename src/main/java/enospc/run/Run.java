package enospc.run;

import enospc.history.Event;
import enospc.history.Value;
import enospc.install.Bug;
import enospc.install.Installer;
import enospc.install.Layout;
import enospc.install.Store;
import enospc.install.TemplateInstaller;
import enospc.install.Terms;
import enospc.install.Unrest;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.plan.Subject;
import enospc.plan.Workload;
import enospc.pool.Brake;
import enospc.pool.Command;
import enospc.pool.Grip;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.PoolLog;
import enospc.pool.PoolLog.Entry;
import enospc.run.exec.Subjects;
import enospc.world.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One plan carried out on one target: lay out, race, settle. What happens goes to the history as it happens.
public final class Run {

    private static final String PROCESS = "setup";

    /// So far apart are the looks at a store that is not at rest yet.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// Entries of the pool's log in one event.
    private static final int PART = 1000;

    private final Plan plan;
    private final Workload workload;
    private final Scheduler scheduler;
    private final Pool pool;
    private final Store store;
    private final Recorder recorder;
    private final Census census;
    private final Bug bug;
    private Terms terms;
    private final Grip grip;
    private final Brake brake;
    private final Set<String> workers = ConcurrentHashMap.newKeySet();
    private final Setup setup;
    private final Layout layout;
    private final Optional<Subjects> subjects;
    private final Supplier<PoolLog.Reading> history;
    private final Thread caller = Thread.currentThread();
    private final long eventsMost;
    private PoolLog.Reading poolLog = PoolLog.printed(List.of());
    private volatile boolean cut;
    private Optional<Room> room = Optional.empty();

    /// @param sink takes the events, one thread at a time, in order
    public Run(Plan plan, Target target, Consumer<Event> sink) {
        this.workload = plan.workload();
        this.eventsMost = workload.get(Setting.EVENTS_MOST);
        this.scheduler = target.scheduler();
        this.bug = Bug.valueOf(constant(workload.get(Setting.BUG)));
        this.pool = bug.inPool(target.pool(), scheduler);
        this.layout = workload.subject().filter(_ -> isExec()).map(Subject::layout).orElse(Layout.HOUSE);
        this.store = new Store(target.root(), layout);
        this.recorder = new Recorder(scheduler, event -> {
            sink.accept(event);
            if (event.index() + 1 == eventsMost) {
                cut = true;
                caller.interrupt();
            }
        });
        this.history = target.history();
        this.census = new Census(target.eyes(), recorder, store);
        this.terms = new Terms(workload.get(Setting.WARM), workload.get(Setting.THRESHOLD),
                workload.get(Setting.PIPE_DEADLINE).orElse(Duration.ZERO), workload.get(Setting.WAIT_DEADLINE),
                Terms.Guard.valueOf(constant(workload.get(Setting.GUARD))));
        this.grip = target.grip();
        this.brake = target.brake();
        this.setup = new Setup(target.pool(), scheduler, store);
        this.subjects = isExec() ? Optional.of(new Subjects(plan, target.outside().orElseThrow(), store, () -> terms,
                scheduler, recorder, target.logs().orElseThrow())) : Optional.empty();
        this.plan = subjects.map(each -> each.keyed(plan)).orElse(plan);
    }

    private boolean isExec() {
        return workload.get(Setting.SUBJECT).equals("exec");
    }

    /// Returns when all is over; for the thread that made this. An interrupt of it ends all lanes as SIGKILL would, and
    /// what the nemesis took is given back; a run that was cut short so, or by the scheduler's horizon or its most
    /// events, has no `end` in its history.
    public void carryOut() {
        try {
            carryOutAndRelease();
        } finally {
            recorder.close();                             // a thread that hears a subject's shims may come late
        }
    }

    private void carryOutAndRelease() {
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
        try {
            return scheduler.run(lanes());
        } finally {
            subjects.ifPresent(Subjects::close);
            recorder.buryAll();
        }
    }

    /// @return false if it was killed before its end
    private boolean alone(String lane, Runnable body) {
        SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
        lanes.put(lane, body);
        return scheduler.run(lanes);
    }

    private void layOut() {
        Room found = setup.layOut(plan.images(), workload.get(Setting.QUOTA), workload.get(Setting.QUOTA_FRACTION),
                plan.workers().size(), workload.get(Setting.SQUEEZE_FROM).equals("quota"));
        room = Optional.of(found);
        long files = plan.images().stream().mapToLong(Image::count).max().orElse(0);
        terms = terms.withPipeDeadline(workload.get(Setting.PIPE_DEADLINE).orElseGet(() ->
                Deadline.of(found.slowest(), found.sync(), files, plan.workers().size())));
        recorder.note(PROCESS, "setup", new Value.Setup(store.root(), found.quota(), terms.threshold(),
                found.measured(), terms.pipeDeadline().toNanos(), terms.waitDeadline().toNanos(),
                workload.get(Setting.GRACE).toNanos(), workload.get(Setting.REQUIRE), layout.words()));
    }

    private SequencedMap<String, Runnable> lanes() {
        SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
        Duration limit = workload.get(Setting.TIME_LIMIT);
        long limitNanos = limit.isZero() ? Long.MAX_VALUE : scheduler.nanos() + limit.toNanos();
        for (Plan.Worker worker : plan.workers()) {
            Steps steps = new Steps(FailOnce.of(workload.get(Setting.FAIL_ONCE), pool), recorder, worker.name());
            Runnable body = new Worker(worker, limitNanos, scheduler, recorder, steps,
                    installer(steps, worker.name()), census);
            workers.add(worker.name());
            lanes.put(worker.name(), () -> {
                body.run();
                workers.remove(worker.name());
            });
        }
        if (!plan.faults().isEmpty()) {
            lanes.put(Nemesis.PROCESS, nemesis());
        }
        if (terms.guard() == Terms.Guard.POLLER) {
            lanes.put(Poller.PROCESS, new Poller(scheduler, recorder, pool, grip, store, workers));
        }
        if (!workload.get(Setting.CENSUS_EVERY).isZero()) {
            lanes.put(Census.PROCESS, this::takeCensuses);
        }
        return lanes;
    }

    private Nemesis nemesis() {
        Steps steps = new Steps(pool, recorder, Nemesis.PROCESS);
        Deeds deeds = new Deeds(recorder, steps, bug.inProtocol(steps, scheduler), pool);
        return new Nemesis(scheduler, recorder, steps, deeds, grip, brake, installer(steps, Nemesis.PROCESS),
                store, terms.warm(), plan.faults(), workers);
    }

    private Installer installer(Steps steps, String process) {
        if (subjects.isPresent()) {
            return subjects.get().installer(process, steps::op);
        }
        return new TemplateInstaller(bug.inProtocol(steps, scheduler), scheduler, scheduler, store, terms,
                bug.habits(), steps);
    }

    private void takeCensuses() {
        while (!workers.isEmpty()) {
            census.all();
            scheduler.sleep(workload.get(Setting.CENSUS_EVERY));
        }
    }

    /// The nemesis has given back what it took; the store has its time to come to rest.
    private void settle() {
        pool.run(new Command.Sync(store.root()));
        long giveUpAt = scheduler.nanos() + workload.get(Setting.SETTLE).toNanos();
        while (!Unrest.in(store, census.all()).isEmpty() && scheduler.nanos() < giveUpAt) {
            scheduler.sleep(LOOK);
        }
        pool.run(new Command.Sync(store.root()));
        census.last();
        readPoolLog();
    }

    private void readPoolLog() {
        poolLog = history.get();
        String below = store.root() + "/";
        List<Entry> ours = poolLog.entries().stream().filter(entry -> entry.name().startsWith(below)).toList();
        for (int i = 0; i < ours.size(); i += PART) {
            recorder.note(Census.PROCESS, "pool log", new Value.PoolLog(scheduler.epochSeconds(),
                    ours.subList(i, Math.min(ours.size(), i + PART))));
        }
    }

    /// The pool's own log as it was printed at the end of the run; empty if the run did not get there.
    public List<String> poolLog() {
        return poolLog.lines();
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
