package enospc.bench;

import enospc.plan.Workload;
import enospc.soak.Jobs;
import enospc.soak.Trial;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Whole runs a second: planned, simulated, recorded in memory, and judged by all claims.
final class Runs implements Row {

    static final String ONE = "16 workers, small images, one core";
    private static final String TWO = "16 workers, small images, two cores";
    private static final String RACE = "16 workers, default images, one core";
    /// Runs that are handed out in one go, as by a soak; whoever waits for the last of few measures that.
    private static final int BATCH = 1024;

    private final AtomicLong seed = new AtomicLong();

    @Override
    public void measure(Consumer<Figure> table) {
        Rounds.rate(20, () -> one(Plans.SMALL));
        table.accept(Figure.of(ONE, "runs/s", Toy.NAME, "5,000", Rounds.rates(4, () -> one(Plans.SMALL))));
        table.accept(Figure.of(TWO, "runs/s", ONE, "1.8 times", Rounds.rates(4, () -> two(Plans.SMALL))));
        table.accept(Figure.of(RACE, "runs/s", ONE, "", Rounds.rates(4, () -> one(Plans.RACE))));
    }

    private long one(Workload workload) {
        check(Trial.of(Plans.plan(workload, seed.getAndIncrement())));
        return 1;
    }

    private long two(Workload workload) {
        long first = seed.getAndAdd(BATCH);
        Jobs.each(2, LongStream.range(first, first + BATCH).iterator(),
                each -> Trial.of(Plans.plan(workload, each)), (_, trial) -> check(trial));
        return BATCH;
    }

    private static void check(Trial trial) {
        if (!trial.verdict().failed().isEmpty()) {
            throw new IllegalStateException("seed " + trial.plan().seed().value() + ": " + trial.verdict().summary());
        }
    }

    @Override
    public List<String> jvm() {
        return List.of("-XX:+UseParallelGC", "-Xmx2g", "-Xmn1g");
    }
}
