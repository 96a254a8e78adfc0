package enospc.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.Checkers;
import enospc.check.RunFacts;
import enospc.check.Verdict;
import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.HistoryWriter;
import enospc.history.Problem;
import enospc.history.RunDirectory;
import enospc.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    @TempDir
    private Path folder;

    private RunDirectory run(String name, long took) throws IOException {
        RunDirectory run = new RunDirectory(Files.createDirectory(folder.resolve(name)));
        try (HistoryWriter writer = new HistoryWriter(run.history(), false)) {
            writer.write(new Event(0, 0, "w0", Type.INVOKE, "remove", new Value.Removing("c"), Problem.NONE, -1));
            writer.write(new Event(1, took, "w0", Type.OK, "remove", new Value.Removing("c"), Problem.NONE, -1));
        }
        return run;
    }

    private static Verdict verdict(RunDirectory run, long seed) throws IOException {
        return Checkers.check(run.history(), new RunFacts(seed, "race", "", "1", List.of()));
    }

    @Test
    void latenciesAreRatios() throws IOException {
        RunDirectory a = run("a", 2_000_000);
        RunDirectory b = run("b", 5_000_000);
        List<String> lines = Comparison.of(a, verdict(a, 1), b, verdict(b, 2));
        assertAll(
                () -> assertTrue(lines.stream().anyMatch(line ->
                        line.matches("remove p50 +2\\.00 ms +5\\.00 ms +x 2\\.50")), String.join("\n", lines)),
                () -> assertTrue(lines.stream().anyMatch(line -> line.matches("seed +1 +2"))),
                () -> assertTrue(lines.contains("every claim stands the same in both")));
    }
}
