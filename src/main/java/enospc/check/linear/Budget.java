package enospc.check.linear;

/// What the search for an order may take; with more to follow, its answer is unknown.
///
/// @param configurations kept at a time; each takes about 100 bytes at most, and its state
/// @param steps          calls tried, over all
public record Budget(int configurations, long steps) {

    /// About 100 MB, and a minute.
    public static final Budget USUAL = new Budget(1 << 20, 4_000_000_000L);
}
