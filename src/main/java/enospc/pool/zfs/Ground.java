package enospc.pool.zfs;

import java.util.List;

/// Where the run's root dataset stands, and how it is taken away again.
sealed interface Ground permits OwnPool, GivenPool {

    /// The root dataset: all of the run lies below it.
    String root();

    /// Half a line: `own pool of 1.0 GiB on a sparse file`.
    String about();

    /// Destroys the root and all below it, if it still carries the mark.
    ///
    /// @return what is left, one line each, with the command that mends it
    List<String> takeAway(Children closing);
}
