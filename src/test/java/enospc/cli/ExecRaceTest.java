package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.history.Event;
import enospc.history.HistoryFile;
import enospc.history.RunDirectory;
import enospc.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// External installers on real ZFS: the tool tells one that keeps the protocol from one that does not.
class ExecRaceTest {

    @TempDir
    private Path dir;

    @BeforeAll
    static void needsZfs(@TempDir Path parent) {
        RealPool.needed(ExecRaceTest.class, parent);
    }

    private int stress(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "enospc.cli.Stress", "run"));
        command.addAll(List.of(args));
        command.addAll(List.of("--work", Files.createDirectories(dir.resolve("work")).toString(),
                "--results", dir.resolve("results").toString(), "--seed", "1"));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(dir.resolve("out").toFile())
                .start().waitFor();
    }

    private List<Event> history() throws IOException {
        return HistoryFile.readAll(new RunDirectory(dir.resolve("results/latest")).history());
    }

    private String said() {
        try {
            return Files.readString(dir.resolve("out"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("work"))) {
            return files.toList();
        }
    }

    @Test
    void anInstallerThatKeepsTheProtocolDoesNotFail() throws IOException, InterruptedException {
        int status = stress("workloads/script.json", "--workers", "3", "--rounds", "2", "--image-size", "256K..1M",
                "--schedule", "random");
        assertTrue(Set.of(0, 2).contains(status), this::said);
        assertTrue(history().stream().anyMatch(event -> event.value() instanceof Value.Copying copying
                && copying.argv().getFirst().equals("unsquashfs")), this::said);
        assertTrue(history().stream().anyMatch(event -> event.f().equals("schedule")), this::said);
        assertEquals(List.of(), left());
    }

    @Test
    void anInstallerThatDoesNotIsFoundOut() throws IOException, InterruptedException {
        assertEquals(1, stress("workloads/script-broken.json", "--workers", "2", "--rounds", "1",
                "--image-size", "512K..1M", "--quota-fraction", "0.3"), this::said);
        assertEquals(List.of(), left());
    }
}
