package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run's folder is enough to do it again.
class ReplayTest {

    @TempDir
    private Path dir;
    private Path run;

    @BeforeEach
    void fail() throws IOException {
        assertEquals(1, Told.stress("race", "--workers", "8", "--rounds", "2", "--bug", "orphan-on-busy",
                "--seed", "3", "--quiet", "--results", dir.toString()).status());
        run = dir.resolve("latest").toRealPath();
    }

    @Test
    void aSimulatedRunRepeatsToTheByte() {
        assertEquals(new Told(1, List.of()), Told.stress("replay", run.toString(), "--quiet"));
    }

    @Test
    void aHistoryThatDiffersIsAnError() throws IOException {
        List<String> lines = Files.readAllLines(run.resolve("history.jsonl"));
        lines.set(7, lines.get(7).replace("\"index\":7", "\"index\":8"));
        Files.write(run.resolve("history.jsonl"), lines);
        assertEquals(70, Told.stress("replay", run.toString(), "--quiet").status());
    }

    @Test
    void aHistoryThatWasCutAgreesAsFarAsItGoes() throws IOException {
        String text = Files.readString(run.resolve("history.jsonl"));
        Files.writeString(run.resolve("history.jsonl"), text.substring(0, text.length() / 2));
        assertEquals(1, Told.stress("replay", run.toString(), "--quiet").status());
    }

    @Test
    void aPlanRunsLikeAWorkloadAndKeepsWhatItDecided() throws IOException {
        String plan = run.resolve("plan.json").toString();
        assertEquals(1, Told.stress(plan, "--quiet", "--results", dir.toString()).status());
        assertEquals(-1, Files.mismatch(run.resolve("history.jsonl"), dir.resolve("latest/history.jsonl")));
        assertEquals(0, Told.stress(plan, "--bug", "none", "--quiet", "--results", dir.toString()).status());
        Told told = Told.stress(plan, "--workers", "5", "--quiet", "--results", dir.toString());
        assertEquals(64, told.status());
        assertTrue(told.err().getFirst().contains("--workers would change them"), told.toString());
    }
}
