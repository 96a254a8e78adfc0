package enospc.conform;

import java.util.Optional;

/// Differences between zfs-fuse and the embedded pool that are understood and left as they are. `doc/conformance.md`
/// has the list; a random script that comes upon one ends there and is counted apart.
final class Known {

    private Known() { }

    /// Why the two differ there, or empty for a finding.
    ///
    /// @param seen with zfs-fuse on its right
    static Optional<String> reason(LockStep.Difference seen) {
        if (seen.edge()) {
            return Optional.of("at a limit to within 16K for each dataset and snapshot, metadata decides: "
                    + seen.at().replaceAll("(zfs \\S+|\\S+).*", "$1"));
        }
        if (seen.at().matches("mv (\\S+) \\1") && seen.right().equals("0 []")) {
            return Optional.of("the kernel still knows the name of a file that a rollback took away, and a rename to "
                    + "its own name is done without asking zfs-fuse");
        }
        return Optional.empty();
    }
}
