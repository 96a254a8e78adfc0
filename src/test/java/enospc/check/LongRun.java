package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.HistoryWriter;
import enospc.history.Value;
import enospc.plan.Generator;
import enospc.plan.Op;
import enospc.plan.Plan;
import enospc.plan.Workload;
import enospc.pool.PoolLog.Entry;
import enospc.run.Run;
import enospc.run.SimTarget;
import enospc.world.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The history of one long run, made quickly: a simulated race that leaves its store as empty as it found it, and
/// then the same race again, later. One setup, one root, one final census, and the end of one pool log.
///
/// `java --add-exports java.base/jdk.internal.vm=ALL-UNNAMED -cp 'target/classes:target/test-classes:target/lib/*'
/// enospc.check.LongRun EVENTS FILE` writes at least that many events.
public final class LongRun {

    /// Entries of the pool's log that are still there at the end: it is a ring.
    static final int ENTRIES_MOST = 1 << 16;

    /// Entries of the pool's log in one event, as a run writes them.
    private static final int PART = 1000;

    private static final long SECOND = 1_000_000_000L;

    /// A template that nobody has used for a second is cold: once the last container is gone, sweeps take them all.
    private static final Workload WORKLOAD = Workload.of("long", Map.of("image-size", "64K..512K", "rounds", "8",
            "sharing", "mix", "warm", "1s", "sweep-every", "5s", "squeeze-every", "6s"));

    /// For so long the last worker stays when it has done its work, and with it the nemesis.
    private static final Duration SWEEPING = Duration.ofSeconds(20);

    private final Event setup;
    private final List<Event> race = new ArrayList<>();
    private final List<Event> rest = new ArrayList<>();
    private final List<Entry> laidOut = new ArrayList<>();
    private final List<Entry> changed = new ArrayList<>();
    /// From one race to the next: whole ones, as the pool's log knows no others.
    private final long seconds;
    /// Seconds since 1970 at which the history's time is 0.
    private long origin;

    private LongRun(List<Event> run) {
        setup = run.getFirst();
        int end = endOfRace(run);
        race.addAll(run.subList(1, end));
        seconds = race.getLast().time() / SECOND - setup.time() / SECOND + 2;
        for (Event event : run.subList(end, run.size())) {
            if (event.value() instanceof Value.PoolLog log) {
                origin = log.second() - event.time() / SECOND;
                log.entries().forEach(entry -> (isOfRace(entry.name()) ? changed : laidOut).add(entry));
            } else {
                rest.add(event);
            }
        }
        if (rest.stream().anyMatch(event -> event.value() instanceof Value.Census shown
                && shown.datasets().stream().anyMatch(dataset -> isOfRace(dataset.name())))) {
            throw new IllegalStateException("the race has left something: no other can follow it");
        }
    }

    private static boolean isOfRace(String name) {
        return name.startsWith("sim/store/.templates/") || name.startsWith("sim/store/c");
    }

    /// With the last event of a worker or the nemesis, and the reading that was under way then.
    private static int endOfRace(List<Event> run) {
        int end = run.size();
        while (run.get(end - 1).process().equals("census") || run.get(end - 1).process().equals("setup")) {
            end--;
        }
        return run.get(end).begins() ? end : end + 1;
    }

    public static void main(String[] arguments) {
        System.err.println(write(Long.parseLong(arguments[0]), Path.of(arguments[1])) + " events");
    }

    /// @param events how many at least
    /// @return how many there are
    public static long write(long events, Path to) {
        try (HistoryWriter writer = new HistoryWriter(to, false)) {
            return tell(events, writer::write);
        }
    }

    /// The same, event by event.
    static long tell(long events, Consumer<Event> sink) {
        Plan plan = Generator.plan("long", "", WORKLOAD, new Seed(1));
        List<Plan.Worker> workers = new ArrayList<>(plan.workers());
        Plan.Worker last = workers.removeLast();
        List<Op> ops = new ArrayList<>(last.ops());
        ops.add(new Op.Hold(SWEEPING));
        workers.add(new Plan.Worker(last.name(), last.start(), ops));
        Plan longer = new Plan(plan.version(), plan.replay(), WORKLOAD, plan.seed(), plan.images(), workers,
                plan.faults());
        List<Event> run = new ArrayList<>();
        new Run(longer, SimTarget.of(longer), run::add).carryOut();
        return new LongRun(run).repeat(events, sink);
    }

    private long repeat(long events, Consumer<Event> sink) {
        int times = (int) Math.max(1, (events - 1 - rest.size()) / race.size() + 1);
        sink.accept(setup);
        for (long i = 0; i < times; i++) {
            for (Event event : race) {
                sink.accept(later(event, i * race.size(), i * seconds));
            }
        }
        long more = (times - 1L) * race.size();
        rest.subList(0, rest.size() - 1).forEach(event -> sink.accept(later(event, more, (times - 1) * seconds)));
        Event end = later(rest.getLast(), more, (times - 1) * seconds);
        long index = end.index() - (changed.size() + laidOut.size() + PART - 1) / PART;
        List<Entry> log = log(times);
        for (int i = 0; i < log.size(); i += PART) {
            Value part = new Value.PoolLog(origin + end.time() / SECOND,
                    log.subList(i, Math.min(log.size(), i + PART)));
            sink.accept(new Event(index++, end.time(), "census", Type.OK, "pool log", part, end.error(), Event.NO_OP));
        }
        sink.accept(new Event(index++, end.time(), end.process(), end.type(), end.f(), end.value(), end.error(),
                Event.NO_OP));
        return index;
    }

    /// Of the last races as many as are kept; that the store was made only if all are.
    private List<Entry> log(int times) {
        int kept = Math.min(times, ENTRIES_MOST / changed.size());
        List<Entry> log = new ArrayList<>(kept == times ? laidOut : List.of());
        for (long i = times - kept; i < times; i++) {
            for (Entry entry : changed) {
                log.add(new Entry(entry.second() + i * seconds, entry.txg(), entry.action(), entry.name(),
                        entry.detail()));
            }
        }
        return log;
    }

    private static Event later(Event event, long indexes, long seconds) {
        return new Event(event.index() + indexes, event.time() + seconds * SECOND, event.process(), event.type(),
                event.f(), event.value(), event.error(), event.isStep() ? event.op() + indexes : Event.NO_OP);
    }
}
