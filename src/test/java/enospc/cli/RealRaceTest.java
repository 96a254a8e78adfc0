package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.history.Event;
import enospc.history.HistoryFile;
import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command on real ZFS, in a process of its own: to its end, interrupted, and killed.
class RealRaceTest {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_MAX = 1_200;

    @TempDir
    private Path dir;

    @BeforeAll
    static void needsZfs(@TempDir Path parent) {
        RealPool.needed(RealRaceTest.class, parent);
    }

    @Test
    void aRaceKeepsItsPromisesAndLeavesNothing() throws IOException, InterruptedException {
        Process stress = start("--workers", "4", "--rounds", "2", "--image-size", "256K..1M", "--seed", "3");
        assertEquals(0, stress.waitFor(), this::said);
        assertEquals(List.of(), left());
        assertEquals(0, Told.stress("check", run().toString(), "--quiet").status());
    }

    @Test
    void anInterruptedRaceIsPutAwayAndJudged() throws IOException, InterruptedException {
        Process stress = start("--workers", "8", "--rounds", "50", "--seed", "4");
        awaitSteps(200);
        kill("INT", stress);
        assertEquals(130, stress.waitFor(), this::said);
        assertEquals(List.of(), left());
        assertTrue(Files.exists(run().resolve("verdict.json")), this::said);
    }

    @Test
    void aKilledRaceLeavesAHistoryThatCheckReads() throws IOException, InterruptedException {
        Process stress = start("--workers", "8", "--rounds", "50", "--seed", "5");
        awaitSteps(150);
        kill("KILL", stress);
        stress.waitFor();
        assertEquals(2, Told.stress("check", run().toString(), "--quiet").status());
        assertEquals(List.of(), leftAfterTheGuardian());
    }

    @Test
    void aRaceWhoseDaemonIsKilledIsUnknown() throws IOException, InterruptedException {
        Process stress = start("--workers", "4", "--rounds", "50", "--seed", "8");
        awaitSteps(100);
        fuse(stress).destroyForcibly();
        endsAsUnknown(stress, "the run ended early: ");
    }

    private static ProcessHandle fuse(Process stress) {
        return stress.descendants().filter(child -> child.info().command().orElse("").endsWith("/zfs-fuse"))
                .findFirst().orElseThrow();
    }

    private void endsAsUnknown(Process stress, String line) throws IOException, InterruptedException {
        assertEquals(2, stress.waitFor(), this::said);
        assertTrue(said().contains(line), this::said);
        assertEquals(2, Told.stress("check", run().toString(), "--quiet").status());
        assertEquals(List.of(), left());
    }

    @Test
    void oneThatIsKilledWhileItMakesItsPoolLeavesNothing() throws IOException, InterruptedException {
        Process stress = start("--workers", "2", "--seed", "6");
        RealTime time = new RealTime();
        for (int i = 0; i < LOOKS_MAX && left().isEmpty(); i++) {
            time.sleep(LOOK);
        }
        time.sleep(LOOK.multipliedBy(5));
        kill("KILL", stress);
        stress.waitFor();
        assertEquals(List.of(), leftAfterTheGuardian());
    }

    /// The guardian ends by itself, soon after the run has died.
    private List<Path> leftAfterTheGuardian() throws IOException {
        RealTime time = new RealTime();
        for (int i = 0; i < LOOKS_MAX && !left().isEmpty(); i++) {
            time.sleep(LOOK);
        }
        return left();
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "enospc.cli.Stress", "run", "workloads/race.json", "--target", "zfs",
                "--work", Files.createDirectories(dir.resolve("work")).toString(),
                "--results", dir.resolve("results").toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(dir.resolve("out").toFile())
                .start();
    }

    private static void kill(String signal, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }

    /// Waits until the race is under way.
    private void awaitSteps(int events) throws IOException {
        RealTime time = new RealTime();
        for (int i = 0; i < LOOKS_MAX; i++) {
            time.sleep(LOOK);
            List<Event> heard = new ArrayList<>();
            Optional<Path> history = history();
            if (history.isPresent()) {
                HistoryFile.read(history.get(), heard::add);
            }
            if (heard.size() >= events) {
                return;
            }
        }
        throw new IllegalStateException("the race never began: " + said());
    }

    private Path run() throws IOException {
        return history().orElseThrow().getParent();
    }

    private Optional<Path> history() throws IOException {
        if (!Files.exists(dir.resolve("results"))) {
            return Optional.empty();
        }
        try (Stream<Path> runs = Files.list(dir.resolve("results"))) {
            return runs.filter(path -> !path.endsWith("latest")).map(path -> path.resolve("history.jsonl"))
                    .filter(Files::exists).findFirst();
        }
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("work"))) {
            return files.toList();
        }
    }

    private String said() {
        try {
            return Files.readString(dir.resolve("out"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
