package enospc.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.Grade;
import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.soak.Trial;
import enospc.world.Seed;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders of steps that somebody chooses, on the embedded pool.
class SchedulesTest {

    private static Plan plan(String schedule, String bug, long seed, Map<String, String> more) {
        Map<String, String> said = new TreeMap<>(Map.of("workers", "3", "images", "2", "sharing", "shared", "rounds",
                "2", "image-size", "64K..256K", "schedule", schedule, "bug", bug));
        said.putAll(more);
        return Generator.plan("test", "again", Races.race(said), new Seed(seed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "pct", "exhaustive"})
    void builtinKeepsItsPromisesInAnyOrderAndEachRepeats(String schedule) {
        for (long seed = 0; seed < 20; seed++) {
            Plan plan = plan(schedule, "none", seed, Map.of("quota-fraction", "1"));
            Trial trial = Trial.of(plan);
            assertNotEquals(Grade.FAIL, trial.verdict().grade(), seed + ": " + trial.verdict().summary());
            assertEquals(trial.history(), Trial.of(plan).history());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "pct"})
    void aRaceShowsInSomeOrder(String schedule) {
        assertTrue(LongStream.range(0, 50).anyMatch(seed -> !Trial.of(plan(schedule, "double-extract", seed, Map.of()))
                .verdict().failed().isEmpty()));
    }

    @Test
    void anOrderThatWasPinnedDownIsTheSameOrder() {
        Plan plan = plan("random", "none", 7, Map.of());
        Trial trial = Trial.of(plan);
        assertEquals(trial.history(), Trial.of(Trial.pinned(plan)).history());
    }
}
