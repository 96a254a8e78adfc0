package enospc.run.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `workloads/script/mounter.sh`, with a `zfs` that does nothing but say what the rights are.
class MounterTest {

    private static final String ZFS = """
            #!/bin/sh
            case $1 in
            allow) printf 'Local+Descendent permissions:\\n\\tuser %s clone,create,mount,snapshot\\n' "${2##*/}" ;;
            get) [ "${6%/*}" = p/own ] && echo local || echo "inherited from p" ;;
            mount) [ "$2" != p/busy/root ] || { echo "cannot mount '$2': it is busy" >&2; exit 1; } ;;
            esac
            echo "$*" >> "$(dirname "$0")/log"
            """;

    @TempDir
    private Path dir;
    private Process mounter;

    /// The user is ourselves, as everywhere: who asks is known by whose folder it is.
    @BeforeEach
    void serves() throws IOException, InterruptedException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount for others");
        Path zfs = Files.writeString(dir.resolve("zfs"), ZFS);
        Files.setPosixFilePermissions(zfs, PosixFilePermissions.fromString("rwxr-xr-x"));
        mounter = mounter("serve", "root", dir.resolve("asked").toString());
        for (int i = 0; i < 100 && !Files.exists(dir.resolve("asked/lock")); i++) {
            new RealTime().sleep(Duration.ofMillis(100));
        }
    }

    @AfterEach
    void ends() throws InterruptedException {
        if (mounter != null) {
            mounter.destroy();
            assertTrue(mounter.waitFor(20, TimeUnit.SECONDS));
            assertFalse(Files.exists(dir.resolve("asked")));
        }
    }

    private Process mounter(String... argv) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of("workloads/script/mounter.sh").toAbsolutePath().toString())
                .redirectErrorStream(true).redirectOutput(dir.resolve("said").toFile());
        builder.command().addAll(List.of(argv));
        builder.environment().merge("PATH", dir + ":", (path, first) -> first + path);
        return builder.start();
    }

    private int asks(String verb, String dataset) throws IOException, InterruptedException {
        Process asking = mounter("ask", dir.resolve("asked").toString(), verb, dataset);
        assertTrue(asking.waitFor(20, TimeUnit.SECONDS));
        return asking.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(dir.resolve("said")).strip();
    }

    private boolean was(String zfs) throws IOException {
        return Files.readAllLines(dir.resolve("log")).contains(zfs);
    }

    @Test
    void whoHasTheRightGetsItsMount() throws IOException, InterruptedException {
        assertEquals(0, asks("mount", "p/root"));
        assertTrue(was("mount p/root"));
        assertEquals(0, asks("unmount", "p/root"));
        assertTrue(was("unmount p/root"));
    }

    @Test
    void whoHasNotIsRefused() throws IOException, InterruptedException {
        assertEquals(1, asks("mount", "p/ann"));                // where only ann has it
        assertEquals("cannot mount 'p/ann': permission denied", said());
        assertFalse(was("mount p/ann"));
    }

    @Test
    void aMountpointOfItsOwnIsRefused() throws IOException, InterruptedException {
        assertEquals(1, asks("mount", "p/own/root"));
        assertFalse(was("mount p/own/root"));
    }

    @Test
    void whatZfsSaysIsPassedOn() throws IOException, InterruptedException {
        assertEquals(1, asks("mount", "p/busy/root"));
        assertEquals("cannot mount 'p/busy/root': it is busy", said());
    }

    @Test
    void nothingElseIsDone() throws IOException, InterruptedException {
        for (String[] request : new String[][] {{"destroy", "p/root"}, {"mount", "-a"}, {"mount", ""},
                {"mount", "p/root;reboot"}, {"mount", "$(id)"}, {"", "p/root"}}) {
            assertEquals(2, asks(request[0], request[1]), String.join(" ", request));
        }
        assertFalse(Files.exists(dir.resolve("log")));
    }
}
