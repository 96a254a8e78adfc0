package enospc.world;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFolderTest {

    /// No process ever has it: the largest of Linux is 4,194,304.
    private static final long NOBODY = 99_999_999;

    @Test
    void theNextOneTakesAwayWhatADeadProcessLeft(@TempDir Path temporary) throws IOException {
        Path left = Files.createDirectory(temporary.resolve("enospc-x-" + NOBODY + "-1"));
        Files.writeString(left.resolve("errors"), "connection lost\n");

        Path made = ProcessFolder.make(temporary, "enospc-x");

        assertFalse(Files.exists(left));
        assertTrue(Files.isDirectory(made));
    }

    @Test
    void whatIsNotADeadProcessesStays(@TempDir Path temporary) throws IOException {
        Path ours = ProcessFolder.make(temporary, "enospc-x");
        Path other = Files.createDirectory(temporary.resolve("enospc-xy-" + NOBODY + "-1"));
        Path nameless = Files.createDirectory(temporary.resolve("enospc-x-notes"));
        Path file = Files.writeString(temporary.resolve("enospc-x-" + NOBODY + "-2"), "");
        Path deep = Files.createDirectories(temporary.resolve("enospc-x-" + NOBODY + "-3/kept/kept"));

        ProcessFolder.make(temporary, "enospc-x");

        for (Path each : new Path[] {ours, other, nameless, file, deep}) {
            assertTrue(Files.exists(each), each.toString());
        }
    }

    @Test
    void aFolderGoesWithItsFiles(@TempDir Path temporary) throws IOException {
        Path made = ProcessFolder.make(temporary, "enospc-x");
        Files.writeString(made.resolve("errors"), "");

        ProcessFolder.remove(made);

        assertFalse(Files.exists(made));
    }
}
