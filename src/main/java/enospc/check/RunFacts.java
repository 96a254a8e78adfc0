package enospc.check;

import java.util.List;

/// What a verdict says of a run beside its history.
///
/// @param replay  the command that repeats it
/// @param version of the program that ran it
/// @param require transitions without which the run is unknown; empty: those that the history's setup names
public record RunFacts(long seed, String workload, String replay, String version, List<String> require) {

    public RunFacts {
        require = List.copyOf(require);
    }
}
