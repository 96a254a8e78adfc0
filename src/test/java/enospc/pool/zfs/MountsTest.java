package enospc.pool.zfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies on which file system, by the kernel's own list.
class MountsTest {

    @TempDir
    private Path dir;

    @Test
    void whatIsNotYetThereLiesWhereItsFolderDoesAlsoBehindALink() throws IOException {
        Path root = dir.toRealPath();
        Path pool = Files.createDirectory(root.resolve("a pool"));
        Files.createSymbolicLink(root.resolve("link"), pool);
        Files.writeString(root.resolve("mountinfo"), """
                1 0 8:1 / / rw - ext4 /dev/sda1 rw
                2 1 0:40 / %s rw,noatime - zfs tank/data rw
                """.formatted(pool.toString().replace(" ", "\\040")));
        Host host = new Host(List.of(), root);
        assertEquals(List.of("tank/data", "tank/data", "tank/data", "/dev/sda1", "/dev/sda1"),
                List.of(pool, pool.resolve("results/2026"), root.resolve("link/results"), root, root.resolve("new"))
                        .stream().map(path -> Mounts.sourceOf(host, path)).toList());
    }
}
