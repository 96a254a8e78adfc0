package enospc.conform;

/// How one case went on one ZFS.
public sealed interface Verdict {

    /// Every answer was as the case says.
    record Agree() implements Verdict { }

    /// @param line  of the case file
    /// @param typed what was typed or claimed there
    /// @param said  what the case says
    /// @param seen  what came back
    record Differ(int line, String typed, String said, String seen) implements Verdict { }

    /// Nothing was learnt.
    ///
    /// @param broke the stage broke down under it; else it was not for this stage
    record CannotRun(String why, boolean broke) implements Verdict {

        CannotRun(String why) {
            this(why, false);
        }
    }
}
