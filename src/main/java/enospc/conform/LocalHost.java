package enospc.conform;

import enospc.conform.Shell.Answer;
import enospc.world.Chance;
import enospc.world.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// This machine, or a private corner of it: the namespaces of a process that keeps them.
///
/// Files are touched from outside through `/proc/PID/root`, which the kernel resolves in that process's mounts.
final class LocalHost implements Host {

    private static final long KILLED_AFTER_MICROS_MAX = 20_000;
    private static final byte[] DATA = data();

    private final List<String> enter;
    private final String root;
    private final String mounts;
    private final Chance moments = new Seed(1).stream("kill");
    private final Map<String, FileChannel> open = new ConcurrentHashMap<>();
    private final ReentrantLock keyboard = new ReentrantLock();
    private final Optional<Terminal> terminal;
    private final Duration limit;

    private LocalHost(List<String> enter, String root, String mounts, Optional<Terminal> terminal, Duration limit) {
        this.limit = limit;
        this.enter = enter;
        this.root = root;
        this.mounts = mounts;
        this.terminal = terminal;
    }

    /// This machine as it is.
    static LocalHost plain(Duration limit) {
        return new LocalHost(List.of(), "", "/proc/mounts", Optional.empty(), limit);
    }

    /// The mount and process namespaces of the process `pid`.
    ///
    /// @param folder one in there that may be written
    static LocalHost inside(long pid, String folder) {
        List<String> enter = List.of("nsenter", "-t", String.valueOf(pid), "-m", "-p", "--");
        String root = "/proc/" + pid + "/root";
        return new LocalHost(enter, root, "/proc/" + pid + "/mounts", Optional.of(new Terminal(enter, root, folder)),
                Reach.LIMIT);
    }

    List<String> entered(List<String> argv) {
        List<String> whole = new ArrayList<>(enter);
        whole.addAll(argv);
        return whole;
    }

    @Override
    public Answer run(List<String> argv) {
        if (terminal.isEmpty() || !Terminal.takes(argv) || !keyboard.tryLock()) {
            return Child.run(entered(argv), limit);
        }
        try {
            return terminal.get().run(argv);
        } finally {
            keyboard.unlock();
        }
    }

    @Override
    public Answer killed(List<String> argv) {
        return Child.killed(entered(argv), moments.between(1, KILLED_AFTER_MICROS_MAX), limit);
    }

    @Override
    public String mounts() {
        try {
            return Files.readString(Path.of(mounts));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Answer write(String path, long offset, long bytes, int chunk) {
        return answer(() -> {
            try (FileChannel file = FileChannel.open(at(path), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
                file.position(offset);
                long left = bytes;
                while (left > 0) {
                    ByteBuffer random = random((int) Math.min(chunk, left));
                    left -= random.remaining();
                    while (random.hasRemaining()) {
                        file.write(random);
                    }
                }
            }
            return "";
        });
    }

    /// Nothing compresses it and nothing looks for what is equal, so one block of it is enough for all.
    private ByteBuffer random(int bytes) {
        if (bytes > DATA.length) {
            throw new IllegalArgumentException("writes of at most " + DATA.length + " bytes, not " + bytes);
        }
        return ByteBuffer.wrap(DATA, 0, bytes);
    }

    private static byte[] data() {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        Chance chance = new Seed(1).stream("data");
        while (buffer.hasRemaining()) {
            buffer.putLong(chance.next());
        }
        return buffer.array();
    }

    @Override
    public Answer size(String path) {
        return answer(() -> Files.size(at(path)) + "\n");
    }

    @Override
    public Answer rm(String path) {
        return answer(() -> {
            Files.delete(at(path));
            return "";
        });
    }

    @Override
    public Answer mkdir(String path) {
        return answer(() -> {
            Files.createDirectory(at(path));
            return "";
        });
    }

    @Override
    public Answer touch(String path) {
        return answer(() -> {
            FileChannel.open(at(path), StandardOpenOption.WRITE, StandardOpenOption.CREATE).close();
            Files.setLastModifiedTime(at(path), FileTime.from(Instant.EPOCH));
            return "";
        });
    }

    @Override
    public Answer mv(String from, String to) {
        return answer(() -> {
            Files.move(at(from), at(to), StandardCopyOption.ATOMIC_MOVE);
            return "";
        });
    }

    @Override
    public Answer chmod(String path) {
        return answer(() -> {
            Files.setPosixFilePermissions(at(path), PosixFilePermissions.fromString("rwx--x---"));
            return "";
        });
    }

    @Override
    public Answer truncate(String path, long bytes) {
        return answer(() -> {
            try (FileChannel file = FileChannel.open(at(path), StandardOpenOption.WRITE)) {
                file.truncate(bytes);
            }
            return "";
        });
    }

    @Override
    public Answer open(String path) {
        return answer(() -> {
            open.put(path, FileChannel.open(at(path), StandardOpenOption.READ));
            return "";
        });
    }

    @Override
    public Answer close(String path) {
        FileChannel file = open.remove(path);
        return file == null ? Answer.refused("ENOENT") : answer(() -> {
            file.close();
            return "";
        });
    }

    @Override
    public void letGo() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    @Override
    public void close() {
        letGo();
    }

    private Path at(String path) {
        return Path.of(root + path);
    }

    private static Answer answer(Call call) {
        try {
            return Answer.done(call.out());
        } catch (IOException refused) {
            return Answer.refused(Errno.of(refused));
        }
    }

    @FunctionalInterface
    private interface Call {
        String out() throws IOException;
    }
}
