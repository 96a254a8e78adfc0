package enospc.check;

/// What became of ops whose end nobody heard, as far as the final census shows it.
///
/// @param ok   it shows that they did what they were told
/// @param fail it shows that they did not
/// @param open nobody can know: there is no final census
public record Unheard(long ok, long fail, long open) {

    static final Unheard NONE = new Unheard(0, 0, 0);

    public long all() {
        return ok + fail + open;
    }

    /// `3 ops were killed or lost: 1 done, 2 not done, 0 undecided`.
    public String text() {
        return Prose.count(all(), "op") + (all() == 1 ? " was" : " were") + " killed or lost: " + ok + " done, " + fail
                + " not done, " + open + " undecided";
    }
}
