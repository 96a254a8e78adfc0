package enospc.plan;

import java.time.Duration;

/// What the nemesis is told to do, and when.
public sealed interface Fault {

    /// Time since the race began.
    Duration at();

    /// An ordinary sweep, as a cron job would do it.
    record Sweep(Duration at) implements Fault { }

    /// A reservation on a sibling dataset, given back after `hold`.
    ///
    /// @param fraction of what is free under the templates' quota, that it takes away
    record Squeeze(Duration at, double fraction, Duration hold) implements Fault { }

    /// The templates' quota, lowered by a part of what is free under it, never below use, and raised after `hold`.
    record QuotaCut(Duration at, double fraction, Duration hold) implements Fault { }

    /// A file in a sibling dataset, as large as what a squeeze would take, removed with its dataset after `hold`.
    record Ballast(Duration at, double fraction, Duration hold) implements Fault { }

    /// Transaction groups that take `factor` times as long, for `hold`.
    record SlowSync(Duration at, int factor, Duration hold) implements Fault { }

    /// SIGKILL for one process of a worker's copy, the receiver of a pipe; nothing if it copies nothing then.
    record PipeKill(Duration at, String worker) implements Fault { }

    /// SIGSTOP for a worker's copy, and SIGCONT after `hold`; nothing if it copies nothing then.
    record Stop(Duration at, String worker, Duration hold) implements Fault { }

    /// The end of a worker, as by SIGKILL: it does nothing any more, and nobody cleans up after it.
    record Kill(Duration at, String worker) implements Fault { }
}
