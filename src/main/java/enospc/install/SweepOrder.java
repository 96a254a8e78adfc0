package enospc.install;

import java.time.Duration;

/// What a sweep is told: cold templates go always; warm ones, oldest first, while usage is at or above the threshold,
/// or all of them.
///
/// @param reason  who asked
/// @param warm    a template used within this time is warm, not cold
/// @param allWarm evict every warm one too, whatever the usage: before the retry of an install
public record SweepOrder(Reason reason, Duration warm, boolean allWarm) {

    public enum Reason { INSTALL, RETRY, PREFLIGHT, NEMESIS }
}
