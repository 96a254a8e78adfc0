package enospc.check;

import java.util.Locale;

/// A path that a run has really taken: without these a pass says little.
public enum Transition {
    /// Out of space, a sweep that freed something, the same step again and done, installed.
    RETRY_SUCCEEDS,
    /// Out of space, a sweep, out of space again, a failure that leaves no staging dataset of its own.
    RETRY_FAILS,
    /// A pipe that met the quota ended by itself before its deadline.
    PIPE_FAILS_CLEAN,
    /// A pipe was still running at its deadline and was ended.
    PIPE_HANGS,
    /// An install waited for another extractor, and then had its container without copying.
    WAITS_THEN_SHARES,
    /// A sweep took warm templates: before a retry, or because usage had reached the threshold.
    EVICTS_UNDER_PRESSURE,
    /// An install was given a template that no container used.
    REUSES_WARM,
    /// The image of an install that was killed with its staging dataset in place was installed later.
    CRASH_THEN_RECOVERS;

    /// As in workloads and in `verdict.json`, such as `retry-fails`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
