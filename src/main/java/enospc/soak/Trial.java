package enospc.soak;

import enospc.check.Checkers;
import enospc.check.RunFacts;
import enospc.check.Verdict;
import enospc.history.Event;
import enospc.plan.Plan;
import enospc.run.Run;
import enospc.run.SimTarget;
import enospc.run.Target;
import enospc.world.ChosenOrder;
import java.util.ArrayList;
import java.util.List;

/// One simulated run with its history in memory, and judged. Nothing is written.
///
/// @param history every event, in order
public record Trial(Plan plan, List<Event> history, Verdict verdict) {

    public Trial {
        history = List.copyOf(history);
    }

    /// @throws RuntimeException if the simulator or the protocol broke, which is no verdict on the protocol's promises
    public static Trial of(Plan plan) {
        return of(plan, SimTarget.of(plan));
    }

    /// @param target made for this plan
    static Trial of(Plan plan, Target target) {
        List<Event> history = new ArrayList<>();
        new Run(plan, target, history::add).carryOut();
        RunFacts facts = new RunFacts(plan.seed().value(), plan.workload().name(), plan.replay(), plan.version(),
                List.of());
        return new Trial(plan, history, Checkers.check(history, facts));
    }

    /// The plan with the order of steps that its schedule chooses pinned down; as it is, if time decides.
    public static Plan pinned(Plan plan) {
        Target target = SimTarget.of(plan);
        new Run(plan, target, _ -> { }).carryOut();
        return target.scheduler() instanceof ChosenOrder order ? plan.pinned(order.preemptions()) : plan;
    }
}
