package enospc.soak.slurm;

import enospc.plan.BadInput;
import enospc.soak.night.JsonFile;
import enospc.soak.night.Merged;
import enospc.soak.night.SoakFile;
import enospc.world.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A soak as a job array: each task is a shard of its runs. A shard that is begun again goes on where it stood, and its
/// runs are decided by its number, so it does not matter how often it is lost, or which machine has it.
public final class ArraySoak {

    /// The jobs of a soak, in `slurm.json`: so that nothing is submitted twice by one that goes on.
    private record Jobs(List<String> jobs, Map<Integer, Integer> losses) { }

    private static final String JOBS = "slurm.json";

    /// A shard that is neither ended nor queued at so many looks in turn is lost: its last word may be late.
    private static final int LOOKS = 3;

    private final Path folder;
    private final SoakFile begun;
    private final Slurm slurm;
    private final Clock clock;
    private final int resubmits;
    private final Duration pause;
    private final ShardFolders shards;
    private final List<String> jobs = new ArrayList<>();
    private final Map<Integer, Integer> losses = new TreeMap<>();
    private final Map<Integer, Integer> absent = new TreeMap<>();
    private final long began;
    private volatile boolean stopped;

    /// @param folder    of the soak, with its `job.sh`
    /// @param begun     the soak as it stands: its order, and the seconds it has run before
    /// @param resubmits how often a lost shard is submitted again
    /// @param pause     between two looks
    public ArraySoak(Path folder, SoakFile begun, Slurm slurm, Clock clock, int resubmits, Duration pause) {
        this.folder = folder;
        this.begun = begun;
        this.slurm = slurm;
        this.clock = clock;
        this.resubmits = resubmits;
        this.pause = pause;
        this.shards = new ShardFolders(folder);
        this.began = clock.nanos();
        if (Files.exists(folder.resolve(JOBS))) {
            jobs.addAll(JsonFile.read(folder.resolve(JOBS), Jobs.class).jobs);
        }
    }

    /// From any thread: the jobs are cancelled, and [#carryOut] returns.
    public void stop() {
        stopped = true;
    }

    /// Returns when every shard has ended or is lost for good, or it was stopped.
    ///
    /// @param heard takes the state at each look
    /// @throws BadInput if Slurm refuses the jobs
    public SoakFile carryOut(Consumer<SoakFile> heard) {
        Set<Integer> open = open();
        slurm.queued(jobs).ifPresent(open::removeAll);
        submit(open);
        while (!stopped && !lost().containsAll(open())) {
            clock.sleep(pause);
            look();
            SoakFile now = state(SoakFile.RUNNING);
            JsonFile.write(folder.resolve(SoakFile.NAME), now);
            heard.accept(now);
        }
        return end();
    }

    private SoakFile end() {
        if (stopped) {
            slurm.cancel(jobs);
            return written(state(SoakFile.INTERRUPTED));
        }
        SoakFile whole = state(SoakFile.ENDED);
        return written(shards.settle(whole, begun.order().shards()));
    }

    private SoakFile written(SoakFile file) {
        JsonFile.write(folder.resolve(SoakFile.NAME), file);
        return file;
    }

    /// Those that have not come to their end.
    private Set<Integer> open() {
        Set<Integer> open = new TreeSet<>();
        IntStream.range(0, begun.order().shards()).filter(shard -> !shards.ended(shard)).forEach(open::add);
        return open;
    }

    private Set<Integer> lost() {
        Set<Integer> lost = new TreeSet<>();
        losses.forEach((shard, times) -> {
            if (times > resubmits && !shards.ended(shard)) {
                lost.add(shard);
            }
        });
        return lost;
    }

    private void look() {
        Set<Integer> missing = open();
        missing.removeAll(lost());
        Optional<Set<Integer>> queued = slurm.queued(jobs);
        if (queued.isEmpty()) {
            return;                                       // the controller is away: nobody knows, so nobody is lost
        }
        missing.removeAll(queued.get());
        absent.keySet().retainAll(missing);
        Set<Integer> again = new TreeSet<>();
        for (int shard : missing) {
            if (absent.merge(shard, 1, Integer::sum) >= LOOKS) {
                absent.remove(shard);
                if (losses.merge(shard, 1, Integer::sum) <= resubmits) {
                    again.add(shard);
                }
            }
        }
        submit(again);
    }

    private void submit(Set<Integer> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(shards.all());
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot make " + shards.all(), refused);
        }
        jobs.add(slurm.submit(tasks, folder.resolve("job.sh"), begun.order().jobs(), shards.all()));
        JsonFile.write(folder.resolve(JOBS), new Jobs(jobs, losses));
    }

    private SoakFile state(String state) {
        List<SoakFile> parts = IntStream.range(0, begun.order().shards()).mapToObj(shards::state)
                .flatMap(Optional::stream).toList();
        double seconds = begun.seconds() + Math.round((clock.nanos() - began) / 1e6) / 1e3;
        SoakFile whole = begun.as(state, Instant.ofEpochSecond(clock.epochSeconds()).toString(), seconds,
                List.copyOf(lost()));
        return new Merged(parts, begun.order().keepEach()).over(whole);
    }
}
