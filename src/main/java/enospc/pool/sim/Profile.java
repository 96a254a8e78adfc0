package enospc.pool.sim;

import java.util.List;

/// How fast a machine is: what a command costs beside the transaction groups it waits for, and what a group costs.
///
/// @param read          `zfs get` and `zfs list` of one dataset, the whole command
/// @param listNanos     each further dataset of a listing
/// @param admin         a command that changes something, without its transaction groups
/// @param mount         a mount or an unmount, the whole command
/// @param sync          one transaction group, were it empty
/// @param syncBandwidth bytes a second that a group writes
/// @param copyBandwidth bytes a second that a copy moves, nothing else being in its way
/// @param fileNanos     each file of a copy, on top
/// @param callNanos     one system call of a copy that is refused
public record Profile(String name, Spread read, long listNanos, Spread admin, Spread mount, Spread sync,
                      long syncBandwidth, long copyBandwidth, long fileNanos, long callNanos) {

    /// zfs-fuse 0.7.0 on a file in the page cache, as measured.
    public static final Profile FILE = new Profile("file", Spread.millis(4.2, 5.1, 6.5), 180_000,
            Spread.millis(4.0, 4.6, 5.6), Spread.millis(5.0, 8.0, 12.0), Spread.millis(2.0, 3.3, 6.0),
            400_000_000, 200_000_000, 300_000, 100_000);
    /// OpenZFS 2.1.11 in an emulated machine, as measured.
    public static final Profile EMULATED = new Profile("emulated", Spread.millis(136, 194, 481), 20_500_000,
            Spread.millis(120, 160, 300), Spread.millis(209, 331, 516), Spread.millis(75, 130, 290),
            60_000_000, 15_000_000, 600_000, 100_000);
    /// A pool on a disk of its own: 20 to 100 ms a group; commands as in a page cache.
    public static final Profile DISK = new Profile("disk", Spread.millis(4.2, 5.1, 6.5), 180_000,
            Spread.millis(4.0, 4.6, 5.6), Spread.millis(5.0, 8.0, 12.0), Spread.millis(20, 40, 100),
            150_000_000, 150_000_000, 300_000, 100_000);

    /// A machine on which nothing takes time: for schedules, where the order of steps is chosen.
    public static final Profile INSTANT = new Profile("instant", new Spread(0, 0, 0), 0, new Spread(0, 0, 0),
            new Spread(0, 0, 0), new Spread(0, 0, 0), 1L << 60, 1L << 60, 1, 1);

    public static final List<Profile> ALL = List.of(FILE, EMULATED, DISK, INSTANT);

    /// The profile a plan calls `name`.
    public static Profile named(String name) {
        for (Profile profile : ALL) {
            if (profile.name.equals(name)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("no profile " + name + "; there are "
                + ALL.stream().map(Profile::name).toList());
    }

    /// What a copy takes for a file of so many bytes, nothing else being in its way.
    long copyNanos(long bytes) {
        return fileNanos + bytes * 1_000_000_000L / copyBandwidth;
    }

    /// The same machine with a sync that takes exactly so long; for measurements.
    public Profile withSync(long nanos) {
        return new Profile(name, read, listNanos, admin, mount, new Spread(nanos, nanos, nanos), syncBandwidth,
                copyBandwidth, fileNanos, callNanos);
    }
}
