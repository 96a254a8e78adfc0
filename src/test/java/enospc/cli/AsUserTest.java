package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.HistoryFile;
import enospc.pool.zfs.CannotRun;
import enospc.pool.zfs.ZfsTarget;
import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `--as`: an installer that has no rights but those that `zfs allow` gives. Only where ZFS gives any: OpenZFS.
class AsUserTest {

    private static final String USER = "nobody";
    private static final Path EVERYBODY = Path.of("/var/tmp");

    private Path dir;
    private Process mounter;

    @BeforeAll
    static void needsRights() {
        String missing = "";
        try (ZfsTarget target = ZfsTarget.open(
                new ZfsTarget.Request("probe", EVERYBODY, 512L << 20, Optional.empty()), new RealTime())) {
            target.allow(USER);
        } catch (CannotRun cannot) {
            missing = cannot.getMessage();
            System.out.println("AsUserTest is skipped: " + missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing);
    }

    /// The script lies where that user may read it.
    @BeforeEach
    void serves() throws IOException, InterruptedException {
        dir = Files.createTempDirectory(EVERYBODY, "enospc-as-");
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(0, new ProcessBuilder("cp", "-r", "workloads/script", dir.toString()).inheritIO().start()
                .waitFor());
        Files.writeString(dir.resolve("script-as.json"), Files.readString(Path.of("workloads/script-as.json"))
                .replace("/run/mounter", dir.resolve("mounter").toString()));
        mounter = new ProcessBuilder(dir.resolve("script/mounter.sh").toString(), "serve", USER,
                dir.resolve("mounter").toString()).inheritIO().start();
        for (int i = 0; i < 100 && !Files.exists(dir.resolve("mounter/lock")); i++) {
            new RealTime().sleep(Duration.ofMillis(100));
        }
    }

    @AfterEach
    void ends() throws IOException, InterruptedException {
        mounter.destroy();
        mounter.waitFor();
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void theRecipesAreTakenWithDelegatedRightsAlone() throws IOException {
        Told told = Told.stress("recipe", "all", dir.resolve("script-as.json").toString(), "--quiet", "--work",
                EVERYBODY.toString(), "--results", dir.resolve("results").toString());
        assertEquals(0, told.status(), told.err().toString());
        List<Event> history = HistoryFile.readAll(dir.resolve("results/latest/history.jsonl"));
        assertTrue(history.stream().anyMatch(event -> event.f().equals("zfs mount") && event.type() == Type.OK),
                "its mounts are steps");
    }
}
