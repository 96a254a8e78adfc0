package enospc.soak.night;

import enospc.plan.Plan;
import enospc.soak.Jobs;
import enospc.world.Clock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// Many runs, counted and grouped. Its state is in one file, so that it can be watched, and go on after an end.
public final class Soak {

    private static final double NANOS = 1e9;

    /// @param folder  of the soak, in `results`; its name is the soak's
    /// @param version of this program
    /// @param begun   when it first began, such as `2026-11-22T20:00:00Z`
    public record Place(Path folder, String version, String begun) {

        public Path file() {
            return folder.resolve(SoakFile.NAME);
        }

        String name() {
            return folder.getFileName().toString();
        }
    }

    private final Place place;
    private final Order order;
    private final Trials trials;
    private final Function<Plan, Ending> runner;
    private final Clock clock;
    private final String selfCheck;
    private final Standing standing;
    private final Kept kept;
    private final long began;
    private double secondsBefore;
    private volatile boolean stopped;

    /// @param runner    carries out a plan, in any thread; throws nothing
    /// @param clock     of the host
    /// @param selfCheck what the check of the checkers said
    public Soak(Place place, Order order, Trials trials, Function<Plan, Ending> runner, Clock clock,
                String selfCheck) {
        this.place = place;
        this.order = order;
        this.trials = trials;
        this.runner = runner;
        this.clock = clock;
        this.selfCheck = selfCheck;
        this.standing = new Standing(new Score(order.keepEach()));
        this.began = clock.nanos();
        this.kept = new Kept(results(), place.name(), order.diskBytes());
    }

    /// One that goes on where it stood when its file was written. What it did after that is done again, to the same
    /// end; a folder that it kept in that time stays without a line.
    ///
    /// @param before as read from its file
    public static Soak resumed(Place place, SoakFile before, Trials trials, Function<Plan, Ending> runner,
                               Clock clock) {
        Soak soak = new Soak(place, before.order(), trials, runner, clock, before.selfCheck());
        soak.standing.resume(before);
        soak.secondsBefore = before.seconds();
        soak.kept.found(before.diskBytes());
        return soak;
    }

    private Path results() {
        return place.folder.toAbsolutePath().getParent();
    }

    /// From any thread: no further run begins, and [#carryOut] returns once those under way have ended.
    public void stop() {
        stopped = true;
    }

    public boolean stopped() {
        return stopped;
    }

    /// Returns when all runs are done, the time is over, or it was stopped.
    public SoakFile carryOut() {
        save(SoakFile.RUNNING);
        Jobs.each(order.jobs(), indices(), this::run, this::take);
        SoakFile end = file(stopped ? SoakFile.INTERRUPTED : SoakFile.ENDED);
        JsonFile.write(place.file(), end);
        return end;
    }

    /// Writes the state as it is.
    public void save() {
        save(SoakFile.RUNNING);
    }

    private void save(String state) {
        JsonFile.write(place.file(), file(state));
    }

    private Iterator<Long> indices() {
        return new Iterator<>() {
            private long nth = standing.look((_, done) -> done);

            @Override
            public boolean hasNext() {
                boolean timeLeft = order.seconds() == 0 || seconds() < order.seconds();
                return !stopped && timeLeft && nth < order.mine();
            }

            @Override
            public Long next() {
                return order.index(nth++);
            }
        };
    }

    private Ending run(long index) {
        try {
            return runner.apply(trials.plan(index));
        } catch (RuntimeException wrong) {
            return Ending.broken(wrong);
        }
    }

    private void take(long index, Ending ending) {
        if (ending.cut()) {
            stopped = true;
        } else {
            standing.merge(score -> add(index, ending, score));
        }
    }

    private void add(long index, Ending ending, Score score) {
        Trials.Named named = trials.named(index);
        score.count(named.workload().name(), ending.counts());
        score.take(ending.transitions());
        if (!ending.broken().isEmpty()) {
            score.broke(new BrokenRun(named.workload().name(), trials.seed(index).value(), index, ending.broken(),
                    trials.replay(index)));
        }
        see(index, ending, score);
    }

    private void see(long index, Ending ending, Score score) {
        List<String> replaced = new ArrayList<>(score.folders());
        List<Sighting> wanted = ending.sightings().stream()
                .filter(sighting -> score.wants(sighting.signature(), sample(index, ending, sighting))).toList();
        String folder = "";
        if (wanted.isEmpty()) {
            ending.evidence().drop();
        } else {
            folder = kept.keep(ending.evidence(), ending.sightings().stream()
                    .map(sighting -> sighting.signature().id()).toList());
        }
        for (Sighting sighting : ending.sightings()) {
            String its = wanted.contains(sighting) ? folder : "";
            score.see(sighting.signature(), sample(index, ending, sighting).in(its));
        }
        replaced.stream().filter(run -> !score.refersTo(run)).forEach(kept::remove);
    }

    private Sample sample(long index, Ending ending, Sighting sighting) {
        return new Sample(trials.named(index).workload().name(), trials.seed(index).value(), index,
                sighting.atNanos(), ending.events(), sighting.why(), trials.replay(index), "");
    }

    private double seconds() {
        return secondsBefore + (clock.nanos() - began) / NANOS;
    }

    /// As it stands.
    public SoakFile file() {
        return file(SoakFile.RUNNING);
    }

    private SoakFile file(String state) {
        return standing.look((score, done) -> file(state, score, done));
    }

    private SoakFile file(String state, Score score, long done) {
        double seconds = Math.round(seconds() * 1000) / 1000.0;
        double rate = seconds == 0 ? 0 : Math.round(done / seconds * 100) / 100.0;
        return new SoakFile(place.name(), place.version, state, place.begun,
                Instant.ofEpochSecond(clock.epochSeconds()).toString(), seconds, ProcessHandle.current().pid(), order,
                selfCheck, done, score.counts(), rate, leftSeconds(rate, done), kept.bytes(), score.byWorkload(),
                score.transitions(), score.claims(), score.signatures(), score.broken(), List.of());
    }

    private long leftSeconds(double rate, long done) {
        if (order.seconds() > 0) {
            return Math.max(0, Math.round(order.seconds() - seconds()));
        }
        return rate == 0 ? -1 : Math.round((order.mine() - done) / rate);
    }
}
