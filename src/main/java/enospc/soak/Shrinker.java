package enospc.soak;

import enospc.plan.Op;
import enospc.plan.Plan;
import enospc.pool.Contents;
import enospc.pool.Image;
import enospc.world.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/// Looks for the smallest plan that still fails: fewer workers, faults, rounds, ops, images and preemptions, then
/// smaller images.
///
/// Delta debugging (Zeller and Hildebrandt, 2002) over each of these lists in turn, until nothing more can go.
public final class Shrinker {

    /// Whether a plan still fails as the first one did.
    public interface Trying {

        /// @return the plan that failed: the candidate, perhaps with another seed
        Optional<Plan> fails(Plan candidate);

        /// On the embedded pool, with a few seeds in turn: with another plan the same seed gives another order. A
        /// smaller plan gets more seeds, in the time that the first would have taken with these.
        ///
        /// @param claim that has to fail; a run that breaks proves nothing
        /// @param seeds for a plan as large as the first
        static Trying simulated(String claim, int seeds, Plan first) {
            return candidate -> LongStream.range(0, (long) seeds * size(first) / size(candidate))
                    .mapToObj(more -> candidate.again(new Seed(candidate.seed().value() + more)))
                    .filter(plan -> failed(plan).contains(claim)).findFirst();
        }

        private static List<String> failed(Plan plan) {
            try {
                return Trial.of(plan).verdict().failed();
            } catch (RuntimeException broken) {
                return List.of();
            }
        }
    }

    private final Trying trying;
    private final Consumer<String> progress;
    private final int most;
    private Plan best;
    private int tried;

    /// @param most     candidates that are tried before the best so far has to do
    /// @param progress hears of each step forward, in one line
    public Shrinker(Plan failing, Trying trying, int most, Consumer<String> progress) {
        this.best = failing;
        this.trying = trying;
        this.most = most;
        this.progress = progress;
    }

    /// @return the smallest plan found; the first one if none smaller failed
    public Plan shrink() {
        int before;
        do {
            before = size(best);
            cut(Plan::workers, (plan, workers) -> with(plan, plan.images(), workers, plan.faults()));
            cut(Plan::faults, (plan, faults) -> with(plan, plan.images(), plan.workers(), faults));
            for (int i = 0; i < best.workers().size(); i++) {
                shortenWorker(i);
            }
            cut(Plan::images, Shrinker::withImages);
            cut(Plan::preemptions, Plan::pinned);
            for (int i = 0; i < best.images().size(); i++) {
                shrinkImage(i);
            }
        } while (size(best) < before && tried < most);
        return best;
    }

    public int tried() {
        return tried;
    }

    /// What a reader has to take in: ops, faults, images and preemptions.
    static int size(Plan plan) {
        return plan.workers().stream().mapToInt(worker -> 1 + worker.ops().size()).sum() + plan.faults().size()
                + plan.images().size() + plan.preemptions().size();
    }

    private interface Rebuilt<T> {
        Plan of(Plan plan, List<T> fewer);
    }

    private <T> void cut(Function<Plan, List<T>> part, Rebuilt<T> rebuilt) {
        List<T> items = part.apply(best);
        for (int chunk = items.size() / 2; chunk >= 1; chunk = Math.min(chunk / 2, items.size())) {
            for (int from = 0; from < items.size() && tried < most; ) {
                List<T> fewer = new ArrayList<>(items);
                fewer.subList(from, Math.min(items.size(), from + chunk)).clear();
                if (isBetter(rebuilt.of(best, fewer))) {
                    items = part.apply(best);
                } else {
                    from += chunk;
                }
            }
        }
    }

    /// Whole rounds first, then single ops; then it begins at once and holds nothing for long.
    private void shortenWorker(int index) {
        cut(plan -> rounds(plan.workers().get(index)), (plan, rounds) -> withWorker(plan, index,
                rounds.stream().flatMap(List::stream).toList()));
        cut(plan -> plan.workers().get(index).ops(), (plan, ops) -> withWorker(plan, index, ops));
        Plan.Worker worker = best.workers().get(index);
        if (!worker.start().isZero()) {
            isBetter(replaced(best, index, new Plan.Worker(worker.name(), Duration.ZERO, worker.ops())));
        }
    }

    private static List<List<Op>> rounds(Plan.Worker worker) {
        List<List<Op>> rounds = new ArrayList<>();
        for (Op op : worker.ops()) {
            if (op instanceof Op.Install || rounds.isEmpty()) {
                rounds.add(new ArrayList<>());
            }
            rounds.getLast().add(op);
        }
        return rounds;
    }

    /// Half of the files, again and again.
    private void shrinkImage(int index) {
        while (tried < most) {
            Image image = best.images().get(index);
            List<Image.Files> fewer = image.files().stream()
                    .map(files -> new Image.Files(Math.max(1, files.count() / 2), files.bytes())).toList();
            if (fewer.equals(image.files()) || !isBetter(withImage(best, image, fewer))) {
                return;
            }
        }
    }

    private boolean isBetter(Plan candidate) {
        boolean isPlan = !candidate.workers().isEmpty() && !candidate.images().isEmpty();
        if (tried >= most || !isPlan || candidate.equals(best)) {
            return false;
        }
        tried++;
        Optional<Plan> failed = trying.fails(candidate);
        failed.ifPresent(plan -> {
            best = plan;
            progress.accept("still fails after " + tried + " tries: " + described(plan));
        });
        return failed.isPresent();
    }

    /// `2 workers, 3 installs, 1 fault, 2 images`
    public static String described(Plan plan) {
        long installs = plan.workers().stream().flatMap(worker -> worker.ops().stream())
                .filter(Op.Install.class::isInstance).count();
        return count(plan.workers().size(), "worker") + ", " + count(installs, "install") + ", "
                + count(plan.faults().size(), "fault") + ", " + count(plan.images().size(), "image");
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static Plan with(Plan plan, List<Image> images, List<Plan.Worker> workers,
            List<enospc.plan.Fault> faults) {
        return new Plan(plan.version(), plan.replay(), plan.workload(), plan.seed(), images, workers, faults,
                plan.preemptions());
    }

    /// An image that somebody installs stays.
    private static Plan withImages(Plan plan, List<Image> fewer) {
        Set<Image> kept = new HashSet<>(fewer);
        plan.workers().stream().flatMap(worker -> worker.ops().stream()).forEach(op -> {
            if (op instanceof Op.Install(Image image, String _)) {
                kept.add(image);
            }
        });
        return with(plan, plan.images().stream().filter(kept::contains).toList(), plan.workers(), plan.faults());
    }

    private static Plan withWorker(Plan plan, int index, List<Op> ops) {
        Plan.Worker worker = plan.workers().get(index);
        return replaced(plan, index, new Plan.Worker(worker.name(), worker.start(), ops));
    }

    private static Plan replaced(Plan plan, int index, Plan.Worker worker) {
        List<Plan.Worker> workers = new ArrayList<>(plan.workers());
        workers.set(index, worker);
        return with(plan, plan.images(), workers, plan.faults());
    }

    private static Plan withImage(Plan plan, Image old, List<Image.Files> files) {
        Image fresh = new Image(old.name(), Contents.hex(old.name() + old.format() + old.seed() + files), old.format(),
                old.seed(), files);
        UnaryOperator<Op> changed = op -> op instanceof Op.Install(Image image, String container)
                && image.equals(old) ? new Op.Install(fresh, container) : op;
        List<Plan.Worker> workers = plan.workers().stream().map(worker -> new Plan.Worker(worker.name(),
                worker.start(), worker.ops().stream().map(changed).toList())).toList();
        List<Image> images = plan.images().stream().map(image -> image.equals(old) ? fresh : image).toList();
        return with(plan, images, workers, plan.faults());
    }
}
