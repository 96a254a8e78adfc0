package enospc.pool.zfs;

import enospc.pool.Brake;
import enospc.pool.OutOfReach;
import enospc.world.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A `zfs-fuse` of our own, in mount and pid namespaces of its own, so that it neither meets another daemon nor
/// outlives us: a keeper process leads the namespaces and ends when its input does, which is when this JVM dies, of
/// whatever; and the kernel then kills all that is in them and takes their mounts away.
final class Daemon {

    /// Where zfs-fuse has its socket, its lock and its list of pools; the paths are built into it.
    private static final List<String> STATE = List.of("/var/run/zfs", "/var/lock/zfs", "/var/lib/zfs");
    /// The daemon must outlive the other processes of the run.
    private static final String NO_RUN = "";
    private static final Duration COMMAND_BOUND = Duration.ofSeconds(30);
    private static final int STARTING_TRIES = 150;
    private static final Duration STARTING_PAUSE = Duration.ofMillis(100);
    private static final long ENDING_SECONDS = 20;

    private final Process keeper;
    private final Host host;
    private final Path log;
    private Brake brake = Brake.NONE;
    private final List<Process> processes = new ArrayList<>();

    private Daemon(Process keeper, Host host, Path log) {
        this.keeper = keeper;
        this.host = host;
        this.log = log;
        processes.add(keeper);
    }

    /// Starts it and waits until it answers.
    ///
    /// @param folder an existing folder for its state and its log
    static Daemon start(Path folder, Scheduler time) throws CannotRun {
        Tools.need("unshare", "util-linux");
        Tools.need("nsenter", "util-linux");
        Children outside = new Children(Host.own(), NO_RUN, folder, time);
        Path log = folder.resolve("zfs-fuse.log");
        try {
            // With SIGCHLD ignored the kernel buries the orphans of the namespace, which the keeper would not.
            Process keeper = outside.builder(List.of("unshare", "--mount", "--propagation", "private", "--pid",
                            "--fork", "--kill-child", "env", "--ignore-signal=CHLD", "cat"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(log.toFile()).start();
            Daemon daemon = new Daemon(keeper, Host.of(leader(keeper, log, time)), log);
            try {
                daemon.begin(folder, time);
            } catch (CannotRun cannot) {
                daemon.end();
                throw cannot;
            }
            return daemon;
        } catch (IOException broken) {
            throw new CannotRun("cannot start zfs-fuse: " + broken.getMessage());
        }
    }

    /// The first process of the new namespaces: the child of `unshare`, once it has become the keeper itself.
    private static long leader(Process unshare, Path log, Scheduler time) throws CannotRun, IOException {
        for (int i = 0; i < STARTING_TRIES && unshare.isAlive(); i++) {
            Optional<ProcessHandle> leader = unshare.toHandle().children().findFirst()
                    .filter(child -> child.info().command().orElse("").endsWith("/cat"));
            if (leader.isPresent()) {
                return leader.get().pid();
            }
            time.sleep(STARTING_PAUSE);
        }
        throw new CannotRun("no namespace for a private zfs-fuse (" + Refusals.of(Files.readString(log)).text()
                + "): start the daemon yourself: service zfs-fuse start");
    }

    private void begin(Path folder, Scheduler time) throws IOException, CannotRun {
        Children inside = new Children(host, NO_RUN, folder, time);
        for (String state : STATE) {
            Files.createDirectories(Path.of(state));
            Path own = Files.createDirectories(folder.resolve("daemon" + state.replace('/', '-')));
            if (!(inside.run(COMMAND_BOUND, "mount", "--bind", own.toString(), state) instanceof Ended.Exited bound)
                    || !bound.ok()) {
                throw new CannotRun("cannot give zfs-fuse a " + state + " of its own: start the daemon yourself: "
                        + "service zfs-fuse start");
            }
        }
        Process fuse = inside.builder(List.of("zfs-fuse", "-n", "--no-kstat-mount"))
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        processes.addFirst(fuse);
        brake = new Pulse(new Children(Host.own(), NO_RUN, folder, time), fuse, folder);
        for (int i = 0; i < STARTING_TRIES && fuse.isAlive(); i++) {
            if (inside.run(COMMAND_BOUND, "zpool", "list", "-H") instanceof Ended.Exited listed && listed.ok()) {
                return;
            }
            time.sleep(STARTING_PAUSE);
        }
        throw new CannotRun("zfs-fuse does not start: " + Refusals.of(Files.readString(log)).text());
    }

    Host host() {
        return host;
    }

    /// Slows it, as nobody else uses it.
    Brake brake() {
        return brake;
    }

    /// @throws OutOfReach with its last words, if it has died
    void checkAlive() {
        if (!processes.getFirst().isAlive()) {
            try {
                throw new OutOfReach("zfs-fuse has died: "
                        + Children.text(log).lines().reduce((first, last) -> last).orElse("without a word"));
            } catch (IOException broken) {
                throw new OutOfReach("zfs-fuse has died, and its log cannot be read: " + broken.getMessage());
            }
        }
    }

    /// Asks the daemon to end, then ends the namespaces and with them all that is left in there.
    ///
    /// @return what could not be ended, one line each
    List<String> end() {
        brake.release();
        processes.stream().filter(process -> process != keeper).forEach(process ->
                process.children().forEach(ProcessHandle::destroy));
        gone(processes.stream().filter(process -> process != keeper).toList());
        try {
            keeper.getOutputStream().close();
        } catch (IOException closedAlready) {
            keeper.destroy();
        }
        return gone(processes) ? List.of() : processes.stream().filter(Process::isAlive)
                .map(process -> "a process of the private zfs-fuse is still there: kill " + process.pid()).toList();
    }

    private static boolean gone(List<Process> processes) {
        return CompletableFuture.allOf(processes.stream().map(Process::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(ENDING_SECONDS, TimeUnit.SECONDS)
                .handle((all, late) -> late == null)
                .join();
    }
}
