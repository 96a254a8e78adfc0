package enospc.pool.zfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import enospc.pool.Command;
import enospc.pool.Image;
import enospc.pool.Reply;
import enospc.pool.Reply.Done;
import enospc.pool.Contents;
import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A real target for tests, or a reason why there is none.
final class Lent {

    static final Duration LONG = Duration.ofMinutes(2);
    private static final AtomicInteger RUNS = new AtomicInteger();

    private Lent() { }

    /// A new target of 512 MiB below `parent`; the test is skipped, and says why, where this machine cannot have one.
    static ZfsTarget target(Path parent) {
        try {
            return ZfsTarget.open(request(parent), new RealTime());
        } catch (CannotRun cannot) {
            System.out.println("skipped: " + cannot.getMessage());
            return abort(cannot.getMessage());
        }
    }

    static ZfsTarget.Request request(Path parent) {
        String run = "T" + ProcessHandle.current().pid() + "x" + RUNS.incrementAndGet();
        return new ZfsTarget.Request(run, parent, 512L << 20, Optional.empty());
    }

    static Image image(String name, Image.Format format, int count, long bytes) {
        return new Image(name, Contents.hex(name), format, name.hashCode(), List.of(new Image.Files(count, bytes)));
    }

    static Command.Create create(String name, String... properties) {
        TreeMap<String, String> map = new TreeMap<>();
        Stream.of(properties).map(property -> property.split("=", 2)).forEach(pair -> map.put(pair[0], pair[1]));
        return new Command.Create(name, map);
    }

    /// Runs each command; every one must be done.
    static void must(ZfsTarget target, Command... commands) {
        for (Command command : commands) {
            Reply reply = target.pool().run(command);
            assertEquals(Done.DONE, reply, command.toString());
        }
    }

    /// The folder of a mounted dataset, as this JVM reaches it.
    static Path folder(ZfsTarget target, String dataset) {
        return target.host().seen(Mounts.of(target.host(), dataset).orElseThrow());
    }

    /// The commands of all processes that mention `text`, this JVM left out.
    static List<String> processes(String text) throws IOException {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> process.pid() != ProcessHandle.current().pid())
                    .map(process -> commandLine(process.pid())).filter(line -> line.contains(text)).toList();
        }
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    static Map<String, String> userOf(ZfsTarget target, String name) {
        return target.pool().run(new Command.Get(name)) instanceof Reply.Found found
                ? found.datasets().getFirst().user() : Map.of();
    }
}
