package enospc.conform;

import enospc.world.Seed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Random scripts on two ZFS in lock-step, up to the first difference, which is shrunk and printed as a case.
///
/// Each script begins on a fresh pool of its stage: on zfs-fuse that takes 60 ms, less than to destroy what is left.
public final class RandomConformance {

    private final Request request;
    private final Supplier<Pair> pairs;
    private final Stop stop;
    private final Tally tally;
    private final AtomicLong next;

    private RandomConformance(Request request, Supplier<Pair> pairs, Stop stop, PrintStream out) {
        this.request = request;
        this.pairs = pairs;
        this.stop = stop;
        this.tally = new Tally(request, out);
        this.next = new AtomicLong(request.firstSeed());
    }

    /// @param seeds   the first seed, and how many follow one by one
    /// @param length  lines of each script
    /// @param endless whether to go on after a difference
    /// @param jobs    how many play at the same time, each on a pair of its own
    public record Request(long firstSeed, int seeds, int length, boolean endless, int jobs) { }

    /// Two ZFS that are held against each other.
    public record Pair(Stage left, Stage right) implements AutoCloseable {

        @Override
        public void close() {
            left.close();
            right.close();
        }
    }

    /// Plays all seeds; prints each difference, how it goes, and the counts at the end.
    ///
    /// @param pairs makes one for each job, and another one for a pair that broke
    /// @param stop  ends it before the next seed, with the counts so far
    /// @return exit status: [Table#AGREE] or [Table#DIFFER]
    public static int run(Request request, Supplier<Pair> pairs, Stop stop, PrintStream out) {
        return new RandomConformance(request, pairs, stop, out).run();
    }

    private int run() {
        List<Future<?>> lanes = new ArrayList<>();
        try (ExecutorService jobs = Executors.newFixedThreadPool(request.jobs())) {
            for (int i = 0; i < request.jobs(); i++) {
                lanes.add(jobs.submit(this::lane));
            }
        }
        for (Future<?> lane : lanes) {
            try {
                lane.get();
            } catch (ExecutionException | InterruptedException broken) {
                throw new IllegalStateException("a lane broke: " + broken.getCause(), broken);
            }
        }
        return tally.close();
    }

    private void lane() {
        Pair pair = pairs.get();
        try {
            for (long seed = next(); seed >= 0; seed = next()) {
                pair = played(seed, pair);
            }
        } finally {
            pair.close();
        }
    }

    /// The next seed, or -1 if there is none left.
    private long next() {
        boolean enough = stop.asked() || !request.endless() && tally.differs();
        long seed = next.getAndIncrement();
        return enough || seed >= request.firstSeed() + request.seeds() ? -1 : seed;
    }

    /// A pair that breaks, a daemon that died or hangs, is a finding, too; the next seed gets a new one.
    private Pair played(long seed, Pair pair) {
        try {
            play(seed, pair);
            return pair;
        } catch (RuntimeException broken) {
            if (stop.explains()) {
                return pair;
            }
            tally.broke(seed, broken);
            pair.close();
            return pairs.get();
        }
    }

    private void play(long seed, Pair pair) {
        List<String> lines = Sequence.of(new Seed(seed), request.length());
        Optional<LockStep.Difference> difference = first(lines, pair, tally.coverage());
        if (difference.isPresent() && stop.explains()) {
            return;
        }
        Optional<String> known = difference.flatMap(Known::reason);
        known.ifPresent(why -> tally.known(seed, difference.orElseThrow(), why));
        String text = difference.isEmpty() || known.isPresent() ? "" : shrunk(seed, lines, difference.get(), pair);
        tally.played(pair, text);
    }

    private static Optional<LockStep.Difference> first(List<String> lines, Pair pair, Coverage coverage) {
        return LockStep.first(lines, pair.left().fresh(Case.POOL_BYTES), pair.right().fresh(Case.POOL_BYTES),
                pair.right().release(), coverage);
    }

    /// A case file that shows the difference.
    private static String shrunk(long seed, List<String> lines, LockStep.Difference found, Pair pair) {
        Coverage unheard = new Coverage();
        List<String> shortest = Shrinker.shortest(lines, some ->
                first(some, pair, unheard).filter(seen -> alike(seen, found)).isPresent());
        LockStep.Difference shown = first(shortest, pair, unheard).orElse(found);
        StringBuilder text = new StringBuilder("title: random sequence of seed " + seed + "\n\n");
        for (String line : shortest) {
            text.append("~ ").append(line).append('\n');
            if (!line.equals(shown.at())) {
                text.append("  ok\n  or refused\n");
            }
        }
        return text.append("# ").append(shown.at()).append("\n#   ").append(pair.left().name()).append(": ")
                .append(shown.left()).append("\n#   ").append(pair.right().name()).append(": ").append(shown.right())
                .append('\n').toString();
    }

    /// The same difference, if perhaps of other datasets: otherwise shrinking wanders off to another one.
    private static boolean alike(LockStep.Difference one, LockStep.Difference other) {
        return shape(one).equals(shape(other));
    }

    private static String shape(LockStep.Difference difference) {
        return (difference.at() + "|" + difference.left() + "|" + difference.right())
                .replaceAll("p/r[a-z/@:0-9]*", "NAME").replaceAll("\\d+", "N");
    }
}
