package enospc.pool.zfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes down how a step was at its deadline, before it is ended: each process with its stack, its wait channel, its
/// state and its open files, and two readings of the pool's space and its transaction groups.
///
/// Between the two either something moved, bytes or transaction groups: it was *stalled*; or nothing did: it *hung*.
final class Evidence {

    static final Duration BETWEEN = Duration.ofSeconds(2);

    /// Of a kernel's table of transaction groups, the newest are at the end.
    private static final int GROUPS = 12;

    private final AtomicInteger number = new AtomicInteger();
    private volatile Path logs;

    /// @param logs where to write; may change, for the run's folder is made later than its pool
    Evidence(Path logs) {
        this.logs = logs;
    }

    void into(Path folder) {
        logs = folder;
    }

    /// @param space reads the pool's space, as text
    /// @param pause lets [#BETWEEN] pass
    /// @return what it was and where that is written: `stalled, see logs/deadline-1.txt`
    String of(List<String> argv, List<ProcessHandle> processes, String pool, Supplier<String> space, Runnable pause) {
        String groupsBefore = groups(pool);
        String before = moving(processes) + groupsBefore + space.get();
        String text = "at its deadline: " + String.join(" ", argv) + "\n\n"
                + processes.stream().map(Evidence::process).collect(Collectors.joining("\n"));
        pause.run();
        String groupsAfter = groups(pool);
        String after = moving(processes) + groupsAfter + space.get();
        boolean stopped = processes.stream().anyMatch(process -> read(process, "status").contains("State:\tT"));
        String what = before.equals(after) || stopped ? "hung" : "stalled";
        String whole = what + (stopped ? ": it was stopped by a signal" : "") + "\n\n" + text
                + "\nfirst reading\n" + before + "\n" + BETWEEN.toSeconds() + " s later\n" + after
                + (groupsAfter.isEmpty() ? "\nno kstat of transaction groups here\n" : "");
        return what + write(whole);
    }

    private String write(String text) {
        Path file = logs.resolve("deadline-" + number.incrementAndGet() + ".txt");
        try {
            Files.createDirectories(logs);
            Files.writeString(file, text);
            return ", see " + logs.getFileName() + "/" + file.getFileName();
        } catch (IOException refused) {
            return " (its evidence could not be written: " + refused.getMessage() + ")";
        }
    }

    private static String process(ProcessHandle process) {
        return "process " + process.pid() + ": " + read(process, "cmdline").replace('\0', ' ')
                + "\nwchan " + read(process, "wchan")
                + "\nstack\n" + read(process, "stack")
                + "status\n" + read(process, "status")
                + "open files\n" + files(process);
    }

    /// What a process has read and written: it changes as long as bytes trickle.
    private static String moving(List<ProcessHandle> processes) {
        return processes.stream().map(process -> "io of " + process.pid() + ": "
                + read(process, "io").replace('\n', ' ') + "\n").collect(Collectors.joining());
    }

    private static String groups(String pool) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/spl/kstat/zfs", pool, "txgs"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - GROUPS), lines.size())) + "\n";
        } catch (IOException noKstat) {
            return "";
        }
    }

    private static String files(ProcessHandle process) {
        TreeMap<String, String> open = new TreeMap<>();
        try (Stream<Path> links = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            links.forEach(link -> open.put(link.getFileName().toString(), target(link).orElse("?")));
        } catch (IOException gone) {
            return "(gone)\n";
        }
        return open.entrySet().stream().map(each -> "  " + each.getKey() + " " + each.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static Optional<String> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    private static String read(ProcessHandle process, String name) {
        try {
            return Children.text(Path.of("/proc/" + process.pid() + "/" + name));
        } catch (IOException goneOrNotAllowed) {
            return "(cannot be read)\n";
        }
    }
}
