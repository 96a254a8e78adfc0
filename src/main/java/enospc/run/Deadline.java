package enospc.run;

import java.time.Duration;

/// The deadline of a copy, from what was measured, where nobody has said one.
///
/// Near a limit ZFS lets a writer in for a part of the gap in each transaction group: a copy needs up to 409 of them
/// (180 MB on zfs-fuse), whatever the quota, and one that goes on past the limit, as GNU tar does, up to 8 more for
/// each file (2381 for 300 files). So a slow pool has a late deadline.
final class Deadline {

    private static final long GROUPS = 400;
    private static final long GROUPS_PER_FILE = 8;
    private static final long SAFETY = 3;
    private static final Duration LEAST = Duration.ofSeconds(10);

    private Deadline() { }

    /// @param slowest the longest that one image took, alone on an empty pool
    /// @param sync    of one transaction group
    /// @param files   of the image that has most
    /// @param workers that may copy at one time
    static Duration of(Duration slowest, Duration sync, long files, int workers) {
        Duration groups = sync.multipliedBy(GROUPS + GROUPS_PER_FILE * files);
        Duration whole = slowest.multipliedBy(workers).plus(groups).multipliedBy(SAFETY);
        return whole.compareTo(LEAST) < 0 ? LEAST : whole;
    }
}
