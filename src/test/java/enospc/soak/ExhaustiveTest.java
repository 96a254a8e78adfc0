package enospc.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.WorkloadFile;
import enospc.world.Seed;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExhaustiveTest {

    private static final long MOST = 50_000;

    private static Plan small(Map<String, String> said) {
        return Generator.plan("test", "again", WorkloadFile.read(Path.of("workloads/small.json")).with(said),
                new Seed(1));
    }

    @Test
    void oneWorkerHasOneOrder() {
        Exhaustive.Report report = Exhaustive.explore(small(Map.of("workers", "1")), MOST, _ -> { });
        assertEquals(BigInteger.ONE, report.orders());
        assertEquals(1, report.runs());
        assertTrue(report.all());
    }

    /// Fewer states than runs would do, and far more orders than runs: what commutes is tried once.
    @Test
    void builtinKeepsItsPromisesInEveryOrder() {
        Exhaustive.Report report = Exhaustive.explore(small(Map.of("rounds", "1")), MOST, _ -> { });
        assertTrue(report.all(), report.text());
        assertEquals(Optional.empty(), report.failing());
        assertTrue(report.orders().compareTo(BigInteger.valueOf(1000 * report.runs())) > 0, report.text());
    }

    @ParameterizedTest
    @CsvSource({"rename-gap, 300", "evict-unstamped, 300", "half-eviction, 20", "double-extract, 300"})
    void anOrderThatBreaksAPromiseIsFoundAndRepeats(String bug, long most) {
        Exhaustive.Report report = Exhaustive.explore(small(Map.of("bug", bug)), most, _ -> { });
        Plan failing = report.failing().orElseThrow();
        assertFalse(Trial.of(failing).verdict().failed().isEmpty());
        assertFalse(report.all());
    }

    @Test
    void whoGivesUpSaysSo() {
        Exhaustive.Report report = Exhaustive.explore(small(Map.of()), 5, _ -> { });
        assertEquals(5, report.runs());
        assertFalse(report.all());
        assertTrue(report.text().contains("NOT all tried"), report.text());
    }
}
