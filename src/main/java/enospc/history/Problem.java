package enospc.history;

/// Why something failed.
///
/// @param kind a name to match on: those of [enospc.pool.Reply.Why], or `LOST`; empty for none
/// @param text what was said
public record Problem(String kind, String text) {

    public static final Problem NONE = new Problem("", "");

    public static final String LOST = "LOST";

    /// Whether there was no space: `EDQUOT` or `ENOSPC`.
    public boolean outOfSpace() {
        return kind.equals("EDQUOT") || kind.equals("ENOSPC");
    }
}
