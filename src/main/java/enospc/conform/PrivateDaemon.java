package enospc.conform;

import enospc.world.Clock;
import enospc.world.ProcessFolder;
import enospc.world.RealTime;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A zfs-fuse of our own that cannot disturb another one on this machine, nor outlive us.
///
/// It lives in mount and process namespaces of its own. A `cat` that reads our pipe is the first process in there: when
/// we end, in whatever way, the pipe ends, `cat` ends, and the kernel ends all others there and undoes the mounts. What
/// is left of one that was killed is an empty folder, which the next one takes away.
/// The disks lie in a tmpfs of the same namespace, so that they go too and a sync costs nothing. `zfs unmount` empties
/// the page cache of the whole machine; in there it writes into a file that does nothing.
final class PrivateDaemon implements AutoCloseable {

    private static final String MAKE_ROOM = """
            set -e
            mount -t tmpfs -o mode=755 tmpfs "$1"
            for each in run lock lib; do
                mkdir -p "$1/$each" "/var/$each/zfs"
                mount --bind "$1/$each" "/var/$each/zfs"
            done
            : > "$1/drop_caches"
            mount --bind "$1/drop_caches" /proc/sys/vm/drop_caches
            echo ready
            exec cat
            """;
    private static final int TRIES_MAX = 200;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(25);

    private final Path folder;
    private final Process keeper;
    private final LocalHost host;
    private final Clock clock = new RealTime();
    private Process daemon;

    private PrivateDaemon(Path folder, Process keeper, long pid) {
        this.folder = folder;
        this.keeper = keeper;
        this.host = LocalHost.inside(pid, folder.toString());
    }

    /// Why there can be none here, or empty if there can.
    static Optional<String> missing() {
        for (String needed : List.of("zfs-fuse", "zpool", "unshare", "nsenter")) {
            if (!onPath(needed)) {
                return Optional.of(needed + " is not installed");
            }
        }
        if (!Files.isWritable(Path.of("/dev/fuse"))) {
            return Optional.of("/dev/fuse cannot be opened");
        }
        return System.getProperty("user.name").equals("root") ? Optional.empty() : Optional.of("only root may mount");
    }

    private static boolean onPath(String program) {
        return List.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":")).stream()
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    static PrivateDaemon start() {
        try {
            Path folder = ProcessFolder.make(Path.of("/var/tmp"), "enospc-conform");
            Process keeper = new ProcessBuilder("unshare", "-m", "-p", "--fork", "--kill-child", "--mount-proc",
                    "sh", "-c", MAKE_ROOM, "sh", folder.toString()).redirectErrorStream(true).start();
            String said = keeper.inputReader().readLine();
            if (!"ready".equals(said)) {
                throw new IOException("no namespace of our own: " + said);
            }
            long pid = keeper.children().findFirst().orElseThrow(() -> new IOException("unshare ended")).pid();
            PrivateDaemon started = new PrivateDaemon(folder, keeper, pid);
            started.launch();
            return started;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    LocalHost host() {
        return host;
    }

    /// A folder that only the daemon's namespace can see.
    Path folder() {
        return folder;
    }

    private void launch() throws IOException {
        daemon = new ProcessBuilder(host.entered(List.of("zfs-fuse", "-n", "--no-kstat-mount")))
                .redirectErrorStream(true).redirectOutput(new File("/dev/null")).start();
        daemon.getOutputStream().close();
        until("zfs-fuse answers", () -> host.run(List.of("zpool", "list")).status() == 0);
    }

    void until(String what, BooleanSupplier holds) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (holds.getAsBoolean()) {
                return;
            }
            clock.sleep(BETWEEN_TRIES);
        }
        throw new IllegalStateException("waited in vain until " + what);
    }

    /// Ends the daemon as a power cut would, and starts another one over the same disks.
    void crash() {
        daemon.children().forEach(ProcessHandle::destroyForcibly);
        until("zfs-fuse is dead", () -> !daemon.isAlive());
        host.letGo();
        host.mounts().lines().map(line -> line.split(" ")).filter(mount -> mount[2].startsWith("fuse"))
                .toList().reversed().forEach(mount -> host.run(List.of("umount", "-l", mount[1])));
        try {
            launch();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        host.close();
        try {
            keeper.getOutputStream().close();
            keeper.waitFor();
            ProcessFolder.remove(folder);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            keeper.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
