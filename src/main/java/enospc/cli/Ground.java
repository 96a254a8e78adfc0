package enospc.cli;

import enospc.plan.Plan;
import java.nio.file.Path;
import java.util.List;

/// A target as the command line makes it, and takes it away again.
interface Ground {

    /// Makes ready what the plan needs.
    ///
    /// @throws enospc.plan.BadInput if this machine cannot; nothing is left behind then
    Race open(Plan plan, String run);

    /// One line about what it is.
    String about();

    /// Whether each line of the history must be with the operating system before the run goes on.
    boolean isReal();

    /// Whether a path lies on the pool under test.
    boolean holds(Path path);

    /// Evidence of the run goes into this folder.
    default void logsInto(Path folder) { }

    /// Takes all of it away. May be called again.
    ///
    /// @return what could not be taken away, a line each, with the command that mends it
    List<String> takeAway();
}
