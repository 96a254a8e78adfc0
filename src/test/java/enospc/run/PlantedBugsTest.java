package enospc.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.Checkers;
import enospc.check.Grade;
import enospc.check.RunFacts;
import enospc.check.Verdict;
import enospc.plan.Workload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The protocol as it should be raises no alarm; each planted bug raises the one that is meant for it.
class PlantedBugsTest {

    private static final int SEEDS = Integer.getInteger("enospc.seeds", 200);

    /// Small images and few rounds: the same paths as the default race, in a tenth of the time.
    private static final Map<String, String> SMALL = Map.of("image-size", "256K..1M", "rounds", "2");

    private static Verdict verdict(Workload workload, long seed) {
        RunFacts facts = new RunFacts(seed, workload.name(), "bin/stress run race --seed " + seed, "test", List.of());
        return Checkers.check(Races.run(workload, seed), facts);
    }

    @Test
    void theProtocolAsItShouldBeRaisesNoAlarm() {
        Workload workload = Races.race(SMALL);
        List<String> alarms = IntStream.range(0, SEEDS).parallel().boxed()
                .map(seed -> verdict(workload, seed))
                .filter(verdict -> verdict.grade() == Grade.FAIL)
                .map(verdict -> verdict.facts().replay() + ": " + verdict.summary())
                .toList();
        assertEquals(List.of(), alarms);
    }

    @ParameterizedTest
    @CsvSource({
        "orphan-on-busy, NoOrphanStaging",
        "unchecked-steps, EverySuccessInstalled",
        "orphan-on-busy, EveryFailureCleanedUp",
        "hung-pipe, NoPipePastDeadline",
    })
    void aPlantedBugIsCaught(String bug, String claim) {
        Map<String, String> said = new TreeMap<>(SMALL);
        said.put("bug", bug);
        Workload workload = Races.race(said);
        assertTrue(IntStream.range(0, SEEDS).anyMatch(seed -> verdict(workload, seed).failed().contains(claim)),
                bug + " went unseen by " + claim + " for " + SEEDS + " seeds");
    }

    @Test
    void theDefaultRaceReallyTakesItsPaths() {
        Verdict verdict = verdict(Races.race(Map.of()), 1);
        assertTrue(List.of("retry-succeeds", "retry-fails", "pipe-fails-clean").stream()
                .allMatch(path -> verdict.transitions().get(path) > 0), verdict.transitions().toString());
    }
}
