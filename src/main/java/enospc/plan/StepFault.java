package enospc.plan;

import java.time.Duration;

/// What happens to a chosen step of an external subject.
///
/// @param at     name of a step, such as `unsquashfs` or `zfs create`; `zfs` stands for each of its subcommands
/// @param nth    which of these in an op, from 1; 0 for each
/// @param deed   what is done to it
/// @param status of a failed step, 1 to 255
/// @param text   what a failed step says on its standard error
/// @param delay  how long a delayed step waits for leave
/// @param worker whose steps; empty for everybody's
public record StepFault(String at, int nth, Deed deed, int status, String text, Duration delay, String worker) {

    /// What can be done to a step.
    public enum Deed {
        /// It is not carried out, and says that it failed.
        FAIL,
        /// It gets leave later.
        DELAY,
        /// The whole op is killed before the step has begun.
        KILL_BEFORE,
        /// The whole op is killed when the step has ended, before it hears of that.
        KILL_AFTER,
        /// It never gets leave.
        HANG
    }

    /// Whether this is about the `count`th step `f` of an op of `worker`.
    public boolean meets(String f, int count, String worker) {
        return isAt(f) && (nth == 0 || nth == count) && (this.worker.isEmpty() || this.worker.equals(worker));
    }

    /// Whether steps of this name are counted.
    public boolean isAt(String f) {
        return f.equals(at) || f.startsWith(at + " ");
    }
}
