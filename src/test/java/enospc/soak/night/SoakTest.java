package enospc.soak.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.Checkers;
import enospc.check.RunFacts;
import enospc.check.Grade;
import enospc.history.RunDirectory;
import enospc.plan.Plan;
import enospc.run.Races;
import enospc.soak.night.Kept.Mark;
import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {

    private static final SequencedMap<String, String> SMALL = new LinkedHashMap<>(Map.of("workers", "6", "rounds", "2",
            "image-size", "256K..1M", "bug", "orphan-on-busy"));

    @TempDir
    private Path results;

    private final RealTime clock = new RealTime();

    private static Order order(long runs, long diskBytes) {
        return new Order("bin/stress soak", List.of("race"), SMALL, 1, true, runs, 0, 2, 0, 1, 2, diskBytes);
    }

    private static Trials trials(Order order) {
        return new Trials(List.of(new Trials.Named("race", Races.race(order.settings()))), order, "test",
                (name, settings) -> "run " + name + " " + settings);
    }

    private Soak.Place place(String name) throws IOException {
        return new Soak.Place(Files.createDirectories(results.resolve(name)), "test", "2026-11-22T20:00:00Z");
    }

    private Soak soak(String name, Order order, Function<Plan, Ending> runner) throws IOException {
        return new Soak(place(name), order, trials(order), runner, clock, "");
    }

    private Function<Plan, Ending> sim() {
        return new SimRuns(results, clock);
    }

    private List<Path> runs() throws IOException {
        try (Stream<Path> all = Files.list(results)) {
            return all.filter(folder -> Files.exists(folder.resolve(Mark.NAME))).toList();
        }
    }

    /// What does not depend on when it was done, and in how many goes.
    static List<Object> found(SoakFile file) {
        return List.of(file.counts(), file.byWorkload(), file.transitions(), file.claims(), file.signatures().stream()
                .map(seen -> List.of(seen.id(), seen.failures(), seen.first().index(),
                        seen.soonest().stream().map(Sample::index).toList())).toList());
    }

    @Test
    void manyFailuresAreFewSignaturesAndEachKeepsItsSoonestRuns() throws IOException {
        SoakFile end = soak("a", order(40, 1 << 30), sim()).carryOut();
        assertEquals(SoakFile.ENDED, end.state());
        assertTrue(end.counts().failed() > 10, "the planted bug shows: " + end.counts());
        assertTrue(end.signatures().size() < 12, () -> end.signatures().stream()
                .map(seen -> seen.signature().text()).toList().toString());
        assertEquals(end.signatures().stream().flatMap(seen -> seen.soonest().stream()).map(Sample::run).sorted()
                .distinct().toList(), runs().stream().map(run -> run.getFileName().toString()).sorted().toList());
        assertEquals(end, JsonFile.read(results.resolve("a").resolve(SoakFile.NAME), SoakFile.class));
    }

    @Test
    void aKeptRunIsAnOrdinaryRunAndJudgedTheSame() throws IOException {
        soak("a", order(6, 1 << 30), sim()).carryOut();
        RunDirectory run = new RunDirectory(runs().getFirst());
        assertEquals(Grade.FAIL, Checkers.check(run.history(), new RunFacts(1, "race", "", "", List.of())).grade());
    }

    @Test
    void stoppedAndGoneOnWithIsTheSameAsInOneGo() throws IOException {
        Order order = order(30, 1 << 30);
        AtomicInteger begun = new AtomicInteger();
        List<Soak> first = new ArrayList<>();
        first.add(soak("a", order, plan -> {
            if (begun.incrementAndGet() == 10) {
                first.getFirst().stop();
            }
            return sim().apply(plan);
        }));
        SoakFile half = first.getFirst().carryOut();
        assertEquals(SoakFile.INTERRUPTED, half.state());
        assertTrue(half.done() >= 10 && half.done() < 30, "stopped at " + half.done());
        SoakFile whole = Soak.resumed(place("a"), half, trials(order), sim(), clock).carryOut();
        assertEquals(found(soak("b", order, sim()).carryOut()), found(whole));
    }

    @Test
    void aRunThatBreaksIsNeitherPassNorFailAndIsListed() throws IOException {
        SoakFile end = soak("a", order(4, 1 << 30), plan -> {
            if (plan.seed().value() == 2) {
                return Ending.broken(new OutOfMemoryError("Java heap space"));
            }
            return sim().apply(plan);
        }).carryOut();
        assertEquals(4, end.counts().runs());
        assertEquals(1, end.counts().broken());
        assertEquals(List.of("race 2 OutOfMemoryError: Java heap space"), end.brokenRuns().stream()
                .map(run -> run.workload() + " " + run.seed() + " " + run.why()).toList());
    }

    @Test
    void theDiskBudgetIsKept() throws IOException {
        SoakFile end = soak("a", order(20, 300_000), sim()).carryOut();
        assertTrue(end.diskBytes() <= 300_000, "kept " + end.diskBytes());
        assertTrue(end.counts().failed() > 3, "the others are counted: " + end.counts());
    }

    @Test
    void aRunThatIsCutShortIsNotCounted() throws IOException {
        SoakFile end = soak("a", order(4, 0), _ -> Ending.cutShort()).carryOut();
        assertEquals(SoakFile.INTERRUPTED, end.state());
        assertEquals(Counts.NONE, end.counts());
    }

    @Test
    void theSwarmMakesRunsDifferentAndRepeatsItself() {
        Order order = order(10, 0);
        List<Plan> plans = Stream.iterate(0L, i -> i + 1).limit(10).map(trials(order)::plan).toList();
        assertTrue(plans.stream().map(plan -> plan.workload().values()).distinct().count() > 8);
        assertEquals(plans, Stream.iterate(0L, i -> i + 1).limit(10).map(trials(order)::plan).toList());
        assertEquals(List.of("6"), plans.stream().map(plan -> plan.workload().values().get("workers")).distinct()
                .toList(), "what the command line names stays");
    }
}
