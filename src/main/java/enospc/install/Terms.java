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
        WATCHDOG
    }

    /// As good as never: about a century.
    static final Duration NEVER = Duration.ofDays(36_500);

    Duration copyDeadline() {
        return guard == Guard.NONE ? NEVER : pipeDeadline;
    }
}
