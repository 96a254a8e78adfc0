package enospc.cli;

import enospc.check.Grade;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.soak.Exhaustive;
import java.nio.file.Path;

/// Every order of the steps of a small plan; the shortest order that failed, if one did, is kept as a run.
final class EveryOrder {

    private static final long SAY_EVERY = 1000;

    private final Plan plan;
    private final long most;
    private final Output output;

    /// @param most runs after which it gives up
    EveryOrder(Plan plan, long most, Output output) {
        this.plan = plan;
        this.most = most;
        this.output = output;
    }

    /// Whether a plan asks for all orders, rather than for the one that it pins down.
    static boolean isAskedBy(Plan plan) {
        return plan.workload().get(Setting.SCHEDULE).equals("exhaustive") && plan.preemptions().isEmpty();
    }

    /// @return the exit status: 1 if an order failed, 2 if there were too many to try them all
    int run(Path results) {
        Exhaustive.Report report = Exhaustive.explore(plan, most, this::progress);
        int kept = new RunOnce(report.failing().orElse(plan), results, output).run(new SimGround());
        if (!output.json) {
            System.out.println("every order       " + report.text());
        }
        if (kept == Stress.INTERRUPTED || kept == Stress.INTERNAL || report.failing().isPresent()) {
            return kept;
        }
        return Judgement.exitStatus(report.all() ? Grade.PASS : Grade.UNKNOWN);
    }

    private void progress(long runs) {
        if (runs % SAY_EVERY == 0 && !output.quiet && !output.json) {
            System.err.println("stress: " + runs + " orders run");
        }
    }
}
