package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--host`: a run on a pool behind a real ssh, here an sshd of our own on loopback.
class HostTest {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_MAX = 900;

    @TempDir
    Path dir;
    private OwnSshd sshd;
    private Path work;

    @BeforeAll
    static void needsZfsAndSshd(@TempDir Path parent) {
        if (!Files.isExecutable(Path.of("/usr/sbin/sshd"))) {
            RealPool.skip(HostTest.class, "no sshd: apt-get install openssh-server");
        }
        RealPool.needed(HostTest.class, parent);
    }

    @BeforeEach
    void startsSshd() throws IOException, InterruptedException {
        sshd = OwnSshd.start(Files.createDirectory(dir.resolve("sshd")));
        work = Files.createDirectory(dir.resolve("work"));
    }

    @AfterEach
    void endsSshd() {
        sshd.close();
    }

    @Test
    void aRaceOnAnotherMachineIsJudgedHereAndLeavesNothingThere() throws IOException, InterruptedException {
        int status = start("--rounds", "1", "--quota", "256M", "--fail-once", "copy").waitFor();
        assertEquals(0, status, this::said);
        assertEquals(1, sshd.connections(), "all goes over one connection");
        assertEquals(List.of(), leftInTheEnd());
        assertTrue(Files.readString(history().orElseThrow()).contains("\"f\":\"end\""));
        assertTrue(Files.exists(history().orElseThrow().resolveSibling("pool-history.txt")));
    }

    @Test
    void aLostConnectionEndsTheRunAsUnknownAndWhatItTookIsGivenBack() throws IOException, InterruptedException {
        Process stress = start("--rounds", "200");
        awaitEvents(60);
        sshd.cut();
        assertEquals(2, stress.waitFor(), this::said);
        assertTrue(said().contains("the run ended early: the connection to far was lost"), this::said);
        assertEquals(2, Told.stress("check", history().orElseThrow().getParent().toString(), "--quiet").status());
        assertEquals(List.of(), leftInTheEnd());
    }

    @Test
    void anInterruptedRunIsPutAwayThere() throws IOException, InterruptedException {
        Process stress = start("--rounds", "200");
        awaitEvents(60);
        stress.destroy();
        assertEquals(130, stress.waitFor(), this::said);
        assertEquals(List.of(), leftInTheEnd());
    }

    @Test
    void aHostThatCannotBeReachedIsSaidInALine() throws IOException {
        sshd.close();
        Told told = Told.stress("run", "--target", "zfs", "--host", "far", "--ssh-config", sshd.config().toString(),
                "--results", dir.resolve("results").toString());
        assertEquals(64, told.status());
        assertTrue(told.err().getFirst().startsWith("stress: cannot reach far: "), told::toString);
        assertEquals(false, Files.exists(dir.resolve("results")));
    }

    @Test
    void aSubjectWhoseFilesAreHereIsRefused() {
        assertEquals(new Told(64, List.of("stress: the subject's files are in {here}, a folder of this machine, and not"
                + " on far: put them there, and write their path there instead of {here}")), Told.stress("run",
                "workloads/script.json", "--host", "far", "--results", dir.resolve("results").toString()));
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "enospc.cli.Stress", "run", "workloads/race.json", "--target", "zfs", "--host", "far", "--ssh-config",
                sshd.config().toString(), "--workers", "3", "--image-size", "256K..512K", "--seed", "3", "--grace",
                "2s", "--work", work.toString(), "--results", dir.resolve("results").toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(dir.resolve("out").toFile())
                .start();
    }

    private void awaitEvents(int events) throws IOException {
        RealTime time = new RealTime();
        for (int i = 0; i < LOOKS_MAX; i++) {
            time.sleep(LOOK);
            if (history().isPresent() && Files.readString(history().get()).lines().count() > events) {
                return;
            }
        }
        throw new IllegalStateException("the race never began: " + said());
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

    /// The far side ends by itself, soon after the connection.
    private List<Path> leftInTheEnd() throws IOException {
        RealTime time = new RealTime();
        for (int i = 0; i < LOOKS_MAX && !left().isEmpty(); i++) {
            time.sleep(LOOK);
        }
        return left();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
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
