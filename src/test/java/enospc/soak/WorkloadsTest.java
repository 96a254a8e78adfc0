package enospc.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.Grade;
import enospc.history.Event;
import enospc.plan.Generator;
import enospc.plan.WorkloadFile;
import enospc.world.Seed;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The workloads that come with the program take the paths that they are there for.
class WorkloadsTest {

    private static Trial trial(String name, long seed, Map<String, String> said) {
        return Trial.of(Generator.plan("test", "again",
                WorkloadFile.read(Path.of("workloads", name + ".json")).with(said), new Seed(seed)));
    }

    @ParameterizedTest
    @CsvSource({"tiny-pool", "fail-once", "squeeze", "churn"})
    void eachTakesThePathsThatItRequires(String name) {
        for (String zfs : Set.of("openzfs-2.3", "zfs-fuse-0.7")) {
            for (long seed = 1; seed <= 3; seed++) {
                Trial trial = trial(name, seed, Map.of("zfs", zfs));
                assertEquals(Grade.PASS, trial.verdict().grade(),
                        name + " on " + zfs + ", seed " + seed + ": " + trial.verdict().summary());
            }
        }
    }

    @Test
    void aTinyPoolRefusesMoreThanCopies() {
        Set<String> refused = trial("tiny-pool", 1, Map.of()).history().stream()
                .filter(event -> event.error().kind().equals("ENOSPC")).map(Event::f).collect(Collectors.toSet());
        assertTrue(refused.contains("zfs create") || refused.contains("zfs clone"), refused.toString());
    }

    @Test
    void failOnceNeverMeetsARealShortage() {
        Set<String> said = trial("fail-once", 1, Map.of()).history().stream()
                .filter(event -> event.error().outOfSpace() && event.isStep()).map(event -> event.error().text())
                .collect(Collectors.toSet());
        assertEquals(Set.of("out of space (planted by fail-once)"), said);
    }
}
