package enospc.pool.zfs;

import enospc.pool.Grip;
import enospc.world.Crashed;
import enospc.world.Scheduler;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Child processes, each the leader of a session of its own, so that Ctrl-C does not reach it and its whole group can
/// be ended. No shell is involved.
///
/// Their output goes to files: reading a child's pipe cannot be interrupted, and a killed lane must be able to leave.
final class Children implements Grip {

    /// A killed group may take a minute to go: the kernel lets a writer that waits for a transaction group go after it.
    private static final int GOING_LOOKS = 6000;
    private static final long GOING_PAUSE_MILLIS = 10;

    /// How long a pool that may be stuck is asked for its space.
    private static final Duration SPACE_BOUND = Duration.ofSeconds(10);

    /// Of an error output, this much is kept from either end. A `tar` at a quota says thousands of lines.
    private static final int KEPT_BYTES = 32 * 1024;

    private final Host host;
    private final String run;
    private final Path scratch;
    private final Scheduler time;
    private final String setsid;
    private final Set<Step> live = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();
    /// Pipes and `unsquashfs` that are under way, by the lane that waits for each.
    private final Map<String, Step> copies = new ConcurrentHashMap<>();
    private final Evidence evidence;
    private final Map<String, String> datasets = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /// A command that is under way; before it has begun, one without processes.
    private record Step(List<Process> processes, Fate fate) {

        static Step of(List<Process> processes) {
            return new Step(List.copyOf(processes), new Fate());
        }
    }

    /// @param run     id of the run, which every child carries in its environment
    /// @param scratch an existing folder for the output files, never on the pool under test
    Children(Host host, String run, Path scratch, Scheduler time) {
        this.host = host;
        this.run = run;
        this.scratch = scratch;
        this.time = time;
        this.evidence = new Evidence(scratch.resolve("logs"));
        this.setsid = Tools.find("setsid").map(Path::toString).orElse("setsid");
    }

    Host host() {
        return host;
    }

    /// Runs one command and waits for its end.
    ///
    /// @throws Crashed if the calling lane was killed meanwhile; the command's group was killed as well
    Ended run(Duration bound, List<String> argv) {
        return over(bound, List.of(argv));
    }

    Ended run(Duration bound, String... argv) {
        return run(bound, List.of(argv));
    }

    /// Runs a copy into a dataset: one process, or `sender | receiver`. Until its end [#take] reaches it, and at its
    /// deadline there is [Evidence] of how it was.
    ///
    /// @throws Crashed as [#run] does
    Ended copy(Duration bound, List<List<String>> pipe, String dataset) {
        String lane = time.lane();
        copies.put(lane, Step.of(List.of()));
        datasets.put(lane, dataset);
        try {
            return over(bound, pipe);
        } finally {
            copies.remove(lane);
            datasets.remove(lane);
        }
    }

    /// How a copy was at its deadline is written there from now on.
    void logsInto(Path folder) {
        evidence.into(folder);
    }

    @Override
    public boolean take(String lane, How how) {
        Step copy = copies.getOrDefault(lane, Step.of(List.of()));
        boolean reached = !copy.processes.isEmpty()
                && (how == How.END ? copy.fate.claim(Fate.By.GUARD) : copy.fate.isOpen());
        if (reached) {
            switch (how) {
                case END -> copy.processes.forEach(process -> signal("-KILL", process));
                case KILL_ONE -> signal("-KILL", copy.processes.getLast());
                case STOP -> copy.processes.forEach(process -> signal("-STOP", process));
                case CONTINUE -> copy.processes.forEach(process -> signal("-CONT", process));
            }
        }
        return reached;
    }

    /// Ends all that runs, and whatever a lane may still want to start. For a shutdown hook.
    void stop() {
        stopped = true;
        List<Step> steps = List.copyOf(live);
        steps.forEach(step -> step.fate.claim(Fate.By.STOPPED));
        end(steps.stream().flatMap(step -> step.processes.stream()).toList());
    }

    private Ended over(Duration bound, List<List<String>> pipe) {
        if (stopped || Thread.currentThread().isInterrupted()) {
            throw new Crashed(time.lane());
        }
        Path stem = scratch.resolve("c" + number.incrementAndGet());
        try {
            return watch(bound, stem, start(stem, pipe));
        } catch (IOException broken) {
            throw new UncheckedIOException(String.join(" ", pipe.getFirst()), broken);
        } finally {
            discard(stem, pipe.size());
        }
    }

    private List<Process> start(Path stem, List<List<String>> pipe) throws IOException {
        List<ProcessBuilder> builders = new ArrayList<>();
        for (List<String> argv : pipe) {
            ProcessBuilder builder = builder(argv);
            builder.redirectError(err(stem, builders.size()).toFile());
            builders.add(builder);
        }
        builders.getFirst().redirectInput(Path.of("/dev/null").toFile());
        builders.getLast().redirectOutput(out(stem).toFile());
        return ProcessBuilder.startPipeline(builders);
    }

    /// A builder for a process of ours: own session, the host's view, messages in English.
    ProcessBuilder builder(List<String> argv) {
        List<String> whole = new ArrayList<>();
        whole.add(setsid);
        whole.addAll(host.prefix());
        whole.addAll(argv);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().put("PATH", Tools.path());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put(Processes.RUN, run);
        return builder;
    }

    private Ended watch(Duration bound, Path stem, List<Process> processes) throws IOException {
        Step step = Step.of(processes);
        live.add(step);
        copies.computeIfPresent(time.lane(), (_, before) -> before.processes.isEmpty() ? step : before);
        long begun = time.nanos();
        try {
            if (stopped) {                       // stop() may have looked before it was in its list
                throw new InterruptedException();
            }
            exits(processes).get(bound.toNanos(), TimeUnit.NANOSECONDS);
            return step.fate.claim(Fate.By.ITSELF) ? exited(stem, processes) : ended(step, begun);
        } catch (TimeoutException late) {
            return step.fate.claim(Fate.By.DEADLINE) ? overran(bound, stem, processes) : ended(step, begun);
        } catch (InterruptedException killed) {
            step.fate.claim(Fate.By.KILLED);
            end(processes);                      // whoever was first: a lane leaves nothing behind
            Thread.currentThread().interrupt();  // so that each later wait of this lane ends the same way
            throw new Crashed(time.lane());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("waiting for a process failed", impossible);
        } finally {
            live.remove(step);
        }
    }

    private Ended overran(Duration bound, Path stem, List<Process> processes) throws IOException {
        String how = evidenceOrDeath(processes);
        return new Ended.Overran(bound, end(processes), head(err(stem, processes.size() - 1)), how);
    }

    /// Somebody else was first, and is killing it: what [#stop] ends takes its lane with it.
    private Ended ended(Step step, long begun) {
        if (step.fate.by().orElseThrow() != Fate.By.GUARD) {
            throw new Crashed(time.lane());
        }
        boolean gone = gone(whole(step.processes));
        return new Ended.Overran(Duration.ofNanos(time.nanos() - begun), gone, "", "by its guard");
    }

    private String evidenceOrDeath(List<Process> processes) {
        try {
            return evidence(processes);
        } catch (Crashed killed) {
            end(processes);
            throw killed;
        }
    }

    /// Only of copies: other commands have no deadline, but a bound past which nobody waits.
    private String evidence(List<Process> processes) {
        String dataset = datasets.remove(time.lane());     // its own question for space is no copy
        if (dataset == null) {
            return "";
        }
        List<ProcessHandle> all = whole(processes);
        List<String> argv = processes.stream().map(each -> each.info().commandLine().orElse("?")).toList();
        return evidence.of(argv, all, dataset.replaceAll("/.*", ""), () -> space(dataset),
                () -> time.sleep(Evidence.BETWEEN));
    }

    private String space(String dataset) {
        Ended read = over(SPACE_BOUND, List.of(List.of("zfs", "get", "-Hp", "-o", "property,value",
                "used,available,referenced,quota", dataset)));
        return read instanceof Ended.Exited exited ? exited.out() : "the pool does not answer\n";
    }

    private Ended exited(Path stem, List<Process> processes) throws IOException {
        List<String> errs = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            errs.add(head(err(stem, i)));
        }
        return new Ended.Exited(processes.stream().map(Process::exitValue).toList(), text(out(stem)), errs);
    }

    private static CompletableFuture<Void> exits(List<Process> processes) {
        return CompletableFuture.allOf(processes.stream().map(Process::onExit).toArray(CompletableFuture[]::new));
    }

    /// Kills the groups that these lead and waits for all of them, an interrupt notwithstanding.
    ///
    /// @return whether all are gone
    private boolean end(List<Process> leaders) {
        List<ProcessHandle> all = whole(leaders);
        leaders.forEach(leader -> signal("-KILL", leader));
        return gone(all);
    }

    private static List<ProcessHandle> whole(List<Process> leaders) {
        return leaders.stream()
                .flatMap(leader -> Stream.concat(Stream.of(leader.toHandle()), leader.descendants())).toList();
    }

    /// Waits for that, an interrupt notwithstanding, but not for ever.
    private static boolean gone(List<ProcessHandle> all) {
        for (int i = 0; i < GOING_LOOKS; i++) {
            if (all.stream().noneMatch(ProcessHandle::isAlive)) {
                return true;
            }
            // A pause that no interrupt ends; the JVM itself looks for a grandchild's end only every 300 ms.
            new CompletableFuture<Void>().completeOnTimeout(null, GOING_PAUSE_MILLIS, TimeUnit.MILLISECONDS).join();
        }
        return false;
    }

    private void signal(String signal, Process process) {
        try {
            new ProcessBuilder(setsid, "kill", signal, "--", "-" + process.pid())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().onExit().join();
        } catch (IOException broken) {
            throw new UncheckedIOException("kill", broken);
        }
    }

    /// Not by `Files`, whose channels close under a thread that is interrupted: a lane would throw something else than
    /// [Crashed] then.
    static String text(Path file) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String head(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            byte[] first = new byte[(int) Math.min(length, KEPT_BYTES)];
            in.readFully(first);
            byte[] last = new byte[(int) Math.min(length - first.length, KEPT_BYTES)];
            in.seek(length - last.length);
            in.readFully(last);
            String cut = length > first.length + last.length ? "\n...\n" : "";
            return new String(first, StandardCharsets.UTF_8) + cut + new String(last, StandardCharsets.UTF_8);
        }
    }

    private static Path out(Path stem) {
        return Path.of(stem + ".out");
    }

    private static Path err(Path stem, int which) {
        return Path.of(stem + ".err" + which);
    }

    private static void discard(Path stem, int processes) {
        try {
            Files.deleteIfExists(out(stem));
            for (int i = 0; i < processes; i++) {
                Files.deleteIfExists(err(stem, i));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
