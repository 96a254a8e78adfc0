package enospc.soak;

import enospc.history.Event;
import enospc.history.Value;
import enospc.plan.Generator;
import enospc.plan.Op;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.pool.Image;
import enospc.world.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.LongStream;

/// How the ops of a workload fare with given images under a quota, by simulated runs; and the smallest quota that does.
///
/// Sizes are those of the simulation, in bytes; whoever simulates at a smaller scale multiplies.
public final class Sizing {

    /// Thresholds that are tried, in percent, the lazy ones first.
    public static final List<Integer> THRESHOLDS = List.of(95, 90, 85, 80, 75, 70, 60, 50);

    /// The search ends when what fails and what does not are this part of all images apart, or this many bytes.
    private static final int STEPS = 64;
    private static final long STEP_LEAST = 256 << 10;
    private static final int DOUBLINGS = 2;

    /// @param quota     of the templates
    /// @param threshold percent
    /// @param seed      the first with which something failed or stalled; empty if none
    public record Tried(long quota, int threshold, Forecast forecast, Optional<Long> seed) { }

    /// The smallest quota found at which no install of any seed failed.
    ///
    /// @param below the largest at which one did; empty if the largest image alone is the bound
    public record Least(Tried least, Optional<Tried> below) { }

    private final Workload workload;
    private final List<Image> images;
    private final long firstSeed;
    private final int seeds;
    private final int jobs;

    /// The last seed that failed under some quota: likely to fail under the next, so it is tried first.
    private long suspect;

    /// @param images the workload's own are replaced by these, one by one
    /// @param jobs   runs at a time
    public Sizing(Workload workload, List<Image> images, long firstSeed, int seeds, int jobs) {
        this.workload = workload.with(Map.of(Setting.IMAGES.key(), Integer.toString(images.size())));
        this.images = List.copyOf(images);
        this.firstSeed = firstSeed;
        this.seeds = seeds;
        this.jobs = jobs;
        this.suspect = firstSeed;
    }

    /// What each image takes on the pool, by key, as a run measures it: unpacked once, read after a sync.
    public SequencedMap<String, Long> measured() {
        long quota = 4 * images.stream().mapToLong(Image::nominalBytes).sum() + (64 << 20);
        Workload one = workload.with(Map.of(Setting.WORKERS.key(), "1", Setting.ROUNDS.key(), "1"));
        Sizing alone = new Sizing(one, images, firstSeed, 1, 1);
        return Trial.of(alone.plan(quota, Sizing.threshold(workload), firstSeed)).history().stream().map(Event::value)
                .filter(Value.Setup.class::isInstance).map(Value.Setup.class::cast).findFirst().orElseThrow()
                .measured();
    }

    /// All seeds under one quota.
    public Tried at(long quota, int threshold) {
        Forecast[] sum = {Forecast.NOTHING};
        List<Long> failing = new ArrayList<>();
        Jobs.each(jobs, LongStream.range(firstSeed, firstSeed + seeds).iterator(),
                seed -> one(quota, threshold, seed),
                (seed, forecast) -> {
                    sum[0] = sum[0].plus(forecast);
                    if (!forecast.allSucceed()) {
                        failing.add(seed);
                    }
                });
        return new Tried(quota, threshold, sum[0], failing.stream().findFirst());
    }

    private Forecast one(long quota, int threshold, long seed) {
        return Forecast.of(Trial.of(plan(quota, threshold, seed)).history());
    }

    /// The same, but over after one seed if that fails.
    private Tried hastily(long quota, int threshold) {
        Forecast first = one(quota, threshold, suspect);
        Tried tried = first.allSucceed() ? at(quota, threshold)
                : new Tried(quota, threshold, first, Optional.of(suspect));
        suspect = tried.seed().orElse(suspect);
        return tried;
    }

    /// Halves the stretch between the largest image and all of them together. More space may in principle fail where
    /// less did not, because it changes who meets whom; so the answer is the end of a search and not a proof.
    ///
    /// @return empty if even four times all images were not enough
    public Optional<Least> least(SequencedMap<String, Long> measured, int threshold) {
        long all = measured.values().stream().mapToLong(Long::longValue).sum();
        long low = measured.values().stream().mapToLong(Long::longValue).max().orElseThrow() - 1;
        long step = Math.max(STEP_LEAST, all / STEPS);
        Tried best = hastily(all + step, threshold);
        for (int i = 0; i < DOUBLINGS && !best.forecast().allSucceed(); i++) {
            low = best.quota();
            best = hastily(2 * best.quota(), threshold);
        }
        if (!best.forecast().allSucceed()) {
            return Optional.empty();
        }
        Optional<Tried> below = Optional.empty();
        while (best.quota() - low > step) {
            Tried middle = hastily(low + (best.quota() - low) / 2, threshold);
            if (middle.forecast().allSucceed()) {
                best = middle;
            } else {
                low = middle.quota();
                below = Optional.of(middle);
            }
        }
        return Optional.of(new Least(best, below));
    }

    /// The same quota with each of [#THRESHOLDS].
    public List<Tried> thresholds(long quota) {
        return THRESHOLDS.stream().map(threshold -> at(quota, threshold)).toList();
    }

    /// Of some that were tried, the one with the fewest failures, then the fewest retries, then the highest threshold:
    /// a low one evicts what might have been reused.
    public static Tried best(List<Tried> tried) {
        return tried.stream().reduce((one, other) -> worth(other) < worth(one) ? other : one).orElseThrow();
    }

    private static long worth(Tried tried) {
        Forecast forecast = tried.forecast();
        return (forecast.failed() + forecast.stalled()) * forecast.installs() + forecast.retried();
    }

    public static int threshold(Workload workload) {
        return workload.get(Setting.THRESHOLD);
    }

    private Plan plan(long quota, int threshold, long seed) {
        Workload chosen = workload.with(Map.of(Setting.QUOTA.key(), Long.toString(quota), Setting.THRESHOLD.key(),
                Integer.toString(threshold)));
        Plan drawn = Generator.plan("", "", chosen, new Seed(seed));
        Map<String, Image> own = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            own.put(drawn.images().get(i).key(), images.get(i));
        }
        List<Plan.Worker> workers = drawn.workers().stream().map(worker -> new Plan.Worker(worker.name(),
                worker.start(), worker.ops().stream().map(op -> with(op, own)).toList())).toList();
        return new Plan("", "", chosen, drawn.seed(), images, workers, drawn.faults());
    }

    private static Op with(Op op, Map<String, Image> own) {
        return switch (op) {
            case Op.Install(Image image, String container) -> new Op.Install(own.get(image.key()), container);
            case Op.Hold _, Op.Remove _ -> op;
        };
    }
}
