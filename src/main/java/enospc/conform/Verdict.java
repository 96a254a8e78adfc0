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
    record CannotRun(String why) implements Verdict { }
}
