package enospc.cli;

import enospc.history.Event;
import enospc.plan.Plan;
import enospc.run.Run;
import enospc.run.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A run that is ready to begin, wherever it happens.
interface Race {

    /// Returns when all is over; an interrupt ends the run as SIGKILL would its lanes.
    ///
    /// @param logs folder for evidence, made if there is some
    /// @param sink takes the events, one thread at a time, in order
    /// @return the pool's own log; empty if there is none
    List<String> carryOut(Path logs, Consumer<Event> sink);

    /// In this process.
    static Race here(Plan plan, Target target) {
        return (logs, sink) -> {
            Run run = new Run(plan, target.with(logs), sink);
            run.carryOut();
            return run.poolLog();
        };
    }
}
