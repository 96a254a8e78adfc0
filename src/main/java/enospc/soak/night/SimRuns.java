package enospc.soak.night;

import enospc.check.Grade;
import enospc.check.VerdictFile;
import enospc.history.HistoryWriter;
import enospc.history.RunDirectory;
import enospc.plan.Plan;
import enospc.plan.PlanFile;
import enospc.soak.Trial;
import enospc.world.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// Carries out simulated runs in memory; one that is worth it is written to a folder.
///
/// @param clock of the host: names folders
public record SimRuns(Path results, Clock clock) implements Function<Plan, Ending> {

    /// Too little memory ends this run alone: what it held is free again once it is given up.
    @Override
    public Ending apply(Plan plan) {
        try {
            Trial trial = Trial.of(plan);
            boolean failed = trial.verdict().grade() == Grade.FAIL;
            return Ending.judged(trial.verdict(), failed ? trial.history() : List.of(),
                    failed ? new InMemory(trial) : Evidence.NONE);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError broken) {
            return Ending.broken(broken);
        }
    }

    private final class InMemory implements Evidence {

        private final Trial trial;

        InMemory(Trial trial) {
            this.trial = trial;
        }

        @Override
        public RunDirectory keep() {
            Plan plan = trial.plan();
            RunDirectory directory = RunDirectory.make(results, clock.epochSeconds(), plan.workload().name(),
                    plan.seed().value());
            PlanFile.write(directory.plan(), plan);
            try (HistoryWriter writer = new HistoryWriter(directory.history(), false)) {
                trial.history().forEach(writer::write);
            }
            VerdictFile.write(directory.verdict(), trial.verdict());
            return directory;
        }

        @Override
        public void drop() { }
    }
}
