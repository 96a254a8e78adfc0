package enospc.install;

import java.time.Duration;

/// What a store's owner can set.
///
/// @param warm         a template used within this time is warm
/// @param threshold    percent of the quota at which warm templates begin to go
/// @param pipeDeadline the longest that one unpacking may take
/// @param waitDeadline the longest that an install waits for another extractor
/// @param guard        what watches the unpacking
public record Terms(Duration warm, int threshold, Duration pipeDeadline, Duration waitDeadline, Guard guard) {

    /// What keeps a pipe from running for ever.
    public enum Guard {
        /// Nothing: as the subject ships.
        NONE,
        /// Past its deadline the copy is ended and counts as out of space.
        WATCHDOG,
        /// Somebody reads `available` of the templates once a second, and ends the copies once it is zero.
        POLLER,
        /// All idle templates go before the copy, if usage is within ten points of the threshold.
        PREFLIGHT
    }

    private static final int PREFLIGHT_POINTS = 10;

    /// As good as never: thirty years, a few of which are still a number of nanoseconds.
    static final Duration NEVER = Duration.ofDays(10_950);

    /// The same with another deadline for a copy.
    public Terms withPipeDeadline(Duration deadline) {
        return new Terms(warm, threshold, deadline, waitDeadline, guard);
    }

    /// A sweep of all that is idle comes before a copy from this percentage of the quota on; beyond 100 for never.
    int preflightPercent() {
        return guard == Guard.PREFLIGHT ? threshold - PREFLIGHT_POINTS : Integer.MAX_VALUE;
    }

    Duration copyDeadline() {
        return guard == Guard.WATCHDOG ? pipeDeadline : NEVER;
    }
}
