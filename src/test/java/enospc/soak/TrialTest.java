package enospc.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enospc.check.Grade;
import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.run.Races;
import enospc.world.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static Plan plan(String bug, long seed) {
        return Generator.plan("test", "again", Races.race(Map.of("workers", "6", "rounds", "2", "image-size",
                "256K..1M", "bug", bug)), new Seed(seed));
    }

    @Test
    void aTrialIsJudgedAndRepeats() {
        Trial trial = Trial.of(plan("none", 1));
        assertEquals(Grade.PASS, trial.verdict().grade(), trial.verdict().summary());
        assertEquals(trial.history(), Trial.of(plan("none", 1)).history());
    }

    @Test
    void jobsGiveTheSameAsOneAfterAnother() {
        List<Integer> together = new ArrayList<>();
        Jobs.each(2, LongStream.range(0, 20).iterator(), seed -> Trial.of(plan("orphan-on-busy", seed)).history()
                .hashCode(), (_, hash) -> together.add(hash));
        List<Integer> alone = LongStream.range(0, 20)
                .mapToObj(seed -> Trial.of(plan("orphan-on-busy", seed)).history().hashCode()).toList();
        assertEquals(alone, together);
    }

    @Test
    void whatAJobThrewComesOut() {
        assertThrows(ArithmeticException.class, () -> Jobs.each(2, List.of(1, 0).iterator(), x -> 1 / x,
                (_, _) -> { }));
    }
}
