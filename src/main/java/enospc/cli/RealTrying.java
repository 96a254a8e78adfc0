package enospc.cli;

import enospc.history.RunDirectory;
import enospc.plan.Plan;
import enospc.soak.Shrinker;
import enospc.world.Crashed;
import java.nio.file.Path;
import java.util.Optional;

/// Whether a plan still fails on a real pool: tried a number of times, because there no order can be had again.
final class RealTrying implements Shrinker.Trying {

    private final String claim;
    private final int times;
    private final Real real;
    private final Path results;
    private final Output output = new Output();
    private Optional<RunDirectory> last = Optional.empty();
    private String rate = "never again";

    RealTrying(String claim, int times, Real real, Path results) {
        this.claim = claim;
        this.times = times;
        this.real = real;
        this.results = results;
        output.quiet = true;
    }

    /// @throws Crashed when a signal has ended a run
    @Override
    public Optional<Plan> fails(Plan candidate) {
        Optional<RunDirectory> failed = Optional.empty();
        int failures = 0;
        for (int i = 0; i < times; i++) {
            RunOnce once = new RunOnce(candidate, results, output);
            if (once.run(real.ground()) == Stress.INTERRUPTED) {
                throw new Crashed("shrink");
            }
            if (once.verdict().map(verdict -> verdict.failed().contains(claim)).orElse(false)) {
                failures++;
                failed = once.directory();
            }
        }
        if (failures == 0) {
            return Optional.empty();
        }
        last = failed;
        rate = failures + " of " + times + " times";
        return Optional.of(candidate);
    }

    /// The folder of the last run that failed.
    Optional<RunDirectory> last() {
        return last;
    }

    /// How often the smallest plan failed.
    String rate() {
        return rate;
    }
}
