package enospc.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.Finding;
import enospc.plan.Generator;
import enospc.plan.Op;
import enospc.plan.Plan;
import enospc.report.Story;
import enospc.run.Races;
import enospc.world.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    private static Plan plan(Map<String, String> said, long seed) {
        return Generator.plan("test", "again", Races.race(said), new Seed(seed));
    }

    private static Plan shrunk(Plan plan, Shrinker.Trying trying) {
        return new Shrinker(plan, trying, 500, _ -> { }).shrink();
    }

    private static Plan firstThatFails(String claim, Map<String, String> said) {
        return IntStream.range(0, 200).mapToObj(seed -> plan(said, seed))
                .filter(plan -> Trial.of(plan).verdict().failed().contains(claim)).findFirst().orElseThrow();
    }

    @Test
    void whatDoesNotMatterGoes() {
        Plan plan = plan(Map.of("workers", "8", "rounds", "3", "kill-every", "60s"), 1);
        Plan small = shrunk(plan, candidate -> installs(candidate, "w3") > 0 && !candidate.faults().isEmpty()
                ? Optional.of(candidate) : Optional.empty());
        assertEquals(List.of("w3"), small.workers().stream().map(Plan.Worker::name).toList());
        assertEquals(1, small.workers().getFirst().ops().size());
        assertEquals(1, small.faults().size());
        assertEquals(1, small.images().size());
        assertEquals("1 worker, 1 install, 1 fault, 1 image", Shrinker.described(small));
    }

    private static long installs(Plan plan, String worker) {
        return plan.workers().stream().filter(each -> each.name().equals(worker)).flatMap(each -> each.ops().stream())
                .filter(Op.Install.class::isInstance).count();
    }

    @Test
    void aPlanOutOfWhichNothingCanGoStays() {
        Plan plan = plan(Map.of("workers", "2", "rounds", "1"), 1);
        assertEquals(plan, shrunk(plan, _ -> Optional.empty()));
    }

    @Test
    void aRaceComesDownToTwoWorkersAndOneScreen() {
        String claim = "OneExtractorPerTemplate";
        Plan failing = Trial.pinned(firstThatFails(claim, Map.of("workers", "5", "rounds", "2", "sharing", "shared",
                "images", "2", "image-size", "64K..256K", "schedule", "random", "bug", "double-extract")));
        Plan small = shrunk(failing, Shrinker.Trying.simulated(claim, 3, failing));
        assertEquals(2, small.workers().size(), Shrinker.described(small));
        assertEquals(0, small.faults().size());
        assertTrue(small.preemptions().size() < failing.preemptions().size());
        Trial trial = Trial.of(small);
        Finding finding = trial.verdict().findings().stream()
                .filter(each -> each.claim().equals(claim)).findFirst().orElseThrow();
        List<String> story = Story.of(trial.history(), finding.evidence());
        assertTrue(story.size() <= 40, String.join("\n", story));
        assertTrue(story.stream().anyMatch(line -> line.contains("unsquashfs") || line.contains("pipe")),
                String.join("\n", story));
        assertTrue(story.stream().anyMatch(line -> line.contains("* ")), String.join("\n", story));
    }
}
