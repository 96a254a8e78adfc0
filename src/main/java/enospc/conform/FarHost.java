package enospc.conform;

import enospc.conform.Shell.Answer;
import enospc.world.Chance;
import enospc.world.ProcessFolder;
import enospc.world.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Another machine, over the system's own ssh; one connection is kept open and shared.
///
/// The far side hands what it gets to a shell, so each word is quoted here. Files are touched by the programs that
/// every Linux has; what they say names the errno.
final class FarHost implements Host {

    private static final long KILLED_AFTER_MILLIS_MAX = 300;
    /// Holds a file open and prints who does; not for ever, should we end without a word.
    private static final String HOLD = """
            [ -e "$1" ] || { echo "$1: No such file or directory" >&2; exit 1; }
            exec 9< "$1"
            sleep 3600 > /dev/null 2>&1 < /dev/null &
            echo $!
            """;

    private final List<String> ssh;
    private final String name;
    private final Duration limit;
    private final Path sockets;
    private final Chance moments = new Seed(1).stream("kill");
    /// Processes there that hold a file open, by its path.
    private final Map<String, String> holders = new ConcurrentHashMap<>();

    /// @param ssh   the program, and its first options
    /// @param name  `[user@]host`
    /// @param limit of a command there
    FarHost(List<String> ssh, String name, Duration limit) {
        this.ssh = ssh;
        this.name = name;
        this.limit = limit;
        try {
            this.sockets = ProcessFolder.make("enospc-ssh");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Answer run(List<String> argv) {
        List<String> whole = new ArrayList<>(client());
        whole.addAll(List.of("--", name, "LC_ALL=C exec " + quoted(argv)));
        return Child.run(whole, limit);
    }

    private List<String> client() {
        List<String> client = new ArrayList<>(ssh);
        client.addAll(List.of("-o", "BatchMode=yes", "-o", "ControlMaster=auto", "-o", "ControlPersist=60",
                "-o", "ControlPath=" + sockets + "/%C"));
        return client;
    }

    /// Each word in single quotes, in which a shell finds nothing to do.
    static String quoted(List<String> argv) {
        return argv.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").collect(Collectors.joining(" "));
    }

    @Override
    public Answer killed(List<String> argv) {
        String seconds = "0.%03d".formatted(moments.between(1, KILLED_AFTER_MILLIS_MAX));
        List<String> whole = new ArrayList<>(List.of("sh", "-c", "\"$@\"; exit $?", "sh",      // a signal is 255 to ssh
                "timeout", "--foreground", "-s", "KILL", seconds));
        whole.addAll(argv);
        return run(whole);
    }

    @Override
    public String mounts() {
        return run(List.of("cat", "/proc/mounts")).out();
    }

    private Answer file(String... argv) {
        Answer answer = run(List.of(argv));
        return answer.status() == 0 ? answer : Answer.refused(Errno.of(answer.err().strip()));
    }

    @Override
    public Answer write(String path, long offset, long bytes, int chunk) {
        return file("dd", "if=/dev/urandom", "of=" + path, "bs=" + chunk, "count=" + bytes, "seek=" + offset,
                "iflag=fullblock,count_bytes", "oflag=seek_bytes", "conv=notrunc", "status=none");
    }

    @Override
    public Answer size(String path) {
        return file("stat", "-c", "%s", "--", path);
    }

    @Override
    public Answer rm(String path) {
        return file("rm", "--", path);
    }

    @Override
    public Answer mkdir(String path) {
        return file("mkdir", "--", path);
    }

    @Override
    public Answer touch(String path) {
        return file("touch", "-d", "@0", "--", path);
    }

    @Override
    public Answer mv(String from, String to) {
        return file("mv", "-T", "--", from, to);
    }

    @Override
    public Answer chmod(String path) {
        return file("chmod", "0710", "--", path);
    }

    @Override
    public Answer truncate(String path, long bytes) {
        return file("truncate", "-c", "-s", "<" + bytes, "--", path);
    }

    @Override
    public Answer open(String path) {
        Answer answer = file("sh", "-c", HOLD, "sh", path);
        if (answer.status() != 0) {
            return answer;
        }
        holders.put(path, answer.out().strip());
        return Answer.done("");
    }

    @Override
    public Answer close(String path) {
        String holder = holders.remove(path);
        return holder == null ? Answer.refused("ENOENT") : run(List.of("kill", holder));
    }

    @Override
    public void letGo() {
        List.copyOf(holders.keySet()).forEach(this::close);
    }

    @Override
    public void close() {
        letGo();
        List<String> exit = new ArrayList<>(client());
        exit.addAll(List.of("-O", "exit", "--", name));
        Child.run(exit, limit);
        ProcessFolder.remove(sockets);
    }
}
