package enospc.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import enospc.history.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Equal seeds and settings give equal runs, to the byte.
class RepeatsTest {

    @TempDir
    Path dir;

    @Test
    void equalSeedsGiveEqualHistories() {
        List<Event> once = Races.run(Races.race(Map.of("workers", "8")), 17);
        List<Event> again = Races.run(Races.race(Map.of("workers", "8")), 17);
        assertEquals(once, again);
    }

    @Test
    void anotherSeedGivesAnotherHistory() {
        assertNotEquals(Races.run(Races.race(Map.of("workers", "4")), 1),
                Races.run(Races.race(Map.of("workers", "4")), 2));
    }

    @Test
    void twoJvmsWriteTheSameBytes() throws IOException, InterruptedException {
        Path one = runElsewhere("one");
        Path two = runElsewhere("two");
        for (String file : List.of("plan.json", "history.jsonl", "verdict.json")) {
            assertArrayEquals(Files.readAllBytes(one.resolve(file)), Files.readAllBytes(two.resolve(file)), file);
        }
    }

    private Path runElsewhere(String name) throws IOException, InterruptedException {
        Path results = dir.resolve(name);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "enospc.cli.Stress", "run", "workloads/race.json", "--seed", "99", "--quiet",
                "--results", results.toString()));
        Process stress = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(dir.resolve(name + ".out").toFile()).start();
        assertEquals(0, stress.waitFor(), () -> read(dir.resolve(name + ".out")));
        return results.resolve("latest").toRealPath();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
