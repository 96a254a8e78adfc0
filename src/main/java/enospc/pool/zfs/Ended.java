package enospc.pool.zfs;

import java.time.Duration;
import java.util.List;

/// How a child process, or a pipe of two, came to its end.
sealed interface Ended {

    /// @param statuses one for each process, in the order of the pipe; 128 + n for one that signal n ended
    /// @param out      standard output of the last
    /// @param errs     standard error of each, the middle cut out if it was long
    record Exited(List<Integer> statuses, String out, List<String> errs) implements Ended {

        boolean ok() {
            return statuses.stream().allMatch(status -> status == 0);
        }

        int status() {
            return statuses.getLast();
        }

        String err() {
            return errs.getLast();
        }
    }

    /// It did not come back within `bound`, and its whole group was killed.
    ///
    /// @param gone false if something of it was still there a minute later
    /// @param how  it was then: `stalled, see logs/deadline-1.txt`; or who ended it before; empty where nobody looked
    record Overran(Duration bound, boolean gone, String err, String how) implements Ended { }
}
