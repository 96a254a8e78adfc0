package enospc.conform;

import enospc.world.Crashed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// A terminal at a real ZFS: commands are child processes, file verbs are system calls on the mounted paths.
///
/// It types what it is given and hides nothing. The pool of the cases, `p` mounted at `/p`, may have another name here;
/// that alone is translated, in both directions.
final class RealShell implements Shell {

    private static final int CHUNK = 131_072;

    private final Host host;
    private final Names names;
    private final boolean poolSync;
    private final Supplier<Answer> crash;
    private int syncs;

    /// @param poolSync whether there is `zpool sync`; else a property is set, which waits for a transaction group too
    /// @param crash    ends ZFS without warning and starts it again
    RealShell(Host host, Names names, boolean poolSync, Supplier<Answer> crash) {
        this.host = host;
        this.names = names;
        this.poolSync = poolSync;
        this.crash = crash;
    }

    @Override
    public Answer type(String line) {
        List<String> words = Arrays.asList(line.strip().split(" +"));
        return switch (words.getFirst()) {
            case "zfs", "zpool" -> names.shown(host.run(names.real(words)));
            case "sync" -> sync();
            case "crash" -> crash.get();
            case "killed" -> names.shown(host.killed(names.real(words.subList(1, words.size()))));
            default -> file(words);
        };
    }

    private Answer file(List<String> words) {
        List<String> paths = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            if (word.contains(":")) {
                Optional<String> path = path(word);
                if (path.isEmpty()) {
                    return Answer.refused("not mounted");
                }
                paths.add(path.get());
            }
        }
        return paths.isEmpty() ? Answer.cannot("no such verb, or no file: " + words) : file(words, paths);
    }

    private Answer file(List<String> words, List<String> paths) {
        String path = paths.getFirst();
        return switch (words.getFirst()) {
            case "write" -> host.write(path, 0, Size.of(words.get(2)), chunk(words));
            case "append" -> {
                Answer size = host.size(path);
                long end = size.status() == 0 ? Long.parseLong(size.out().strip()) : 0;
                yield host.write(path, end, Size.of(words.get(2)), chunk(words));
            }
            case "rm" -> paths.stream().map(host::rm).filter(answer -> answer.status() != 0).findFirst()
                    .orElse(Answer.done(""));
            case "mkdir" -> host.mkdir(path);
            case "touch" -> host.touch(path);
            case "mv" -> host.mv(path, paths.getLast());
            case "chmod" -> host.chmod(path);
            case "truncate" -> host.truncate(path, Size.of(words.get(2)));
            case "size" -> host.size(path);
            case "open" -> host.open(path);
            case "close" -> host.close(path);
            default -> Answer.cannot("no such verb: " + words.getFirst());
        };
    }

    private static int chunk(List<String> words) {
        return words.size() > 3 ? Math.toIntExact(Size.of(words.get(3))) : CHUNK;
    }

    /// Where the file is, or empty if its dataset is not mounted.
    private Optional<String> path(String word) {
        int colon = word.lastIndexOf(':');
        String dataset = names.real(word.substring(0, colon));
        return host.mounts().lines().map(line -> line.split(" "))
                .filter(mount -> mount[0].replace("\\040", " ").equals(dataset) && !mount[2].equals("tmpfs"))
                .map(mount -> mount[1].replace("\\040", " ") + "/" + word.substring(colon + 1)).findFirst();
    }

    /// A full zfs-fuse refuses to set a user property, but not to take away a reservation that is not there.
    private Answer sync() {
        if (poolSync) {
            return host.run(List.of("zpool", "sync", names.pool()));
        }
        Answer answer = host.run(List.of("zfs", "set", "enospc:sync=" + syncs++, names.prefix()));
        return answer.status() == 0 ? answer
                : host.run(List.of("zfs", "set", "refreservation=none", names.prefix()));
    }

    @Override
    public List<List<Answer>> together(List<List<String>> people) {
        CyclicBarrier start = new CyclicBarrier(people.size());
        List<Future<List<Answer>>> typing = new ArrayList<>();
        try (ExecutorService lanes = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (List<String> person : people) {
                typing.add(lanes.submit(() -> typedFrom(start, person)));
            }
        }
        return typing.stream().map(RealShell::result).toList();
    }

    private List<Answer> typedFrom(CyclicBarrier start, List<String> lines)
            throws InterruptedException, BrokenBarrierException {
        start.await();
        return lines.stream().map(this::type).toList();
    }

    private static List<Answer> result(Future<List<Answer>> typing) {
        try {
            return typing.get();
        } catch (InterruptedException interrupted) {
            throw new Crashed(Thread.currentThread().getName());
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a person at the shell: " + broken.getCause(), broken.getCause());
        }
    }
}
