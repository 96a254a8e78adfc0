package enospc.conform;

import java.util.Optional;

/// Differences between a real ZFS and the embedded pool that are understood and left as they are. `doc/conformance.md`
/// has the list; a random script that comes upon one ends there and is counted apart.
final class Known {

    private Known() { }

    /// Why the two differ there, or empty for a finding.
    ///
    /// @param seen with the real one on its right
    static Optional<String> reason(LockStep.Difference seen) {
        if (seen.edge()) {
            return Optional.of("at a limit to within the tolerances, bytes of metadata decide: "
                    + seen.at().replaceAll("(zfs \\S+|\\S+).*", "$1"));
        }
        if (seen.at().matches("mv (\\S+) \\1") && seen.right().equals("0 []")) {
            return Optional.of("the kernel still knows the name of a file that a rollback took away, and a rename to "
                    + "its own name is done without asking zfs-fuse");
        }
        if (seen.at().startsWith("zfs release -r ") && wrong(seen.left()) && wrong(seen.right())) {
            return Optional.of("OpenZFS says of a recursive release what was wrong with the last one it looked at, "
                    + "and which that is, is the order of a hash table");
        }
        return Optional.empty();
    }

    private static boolean wrong(String said) {
        return said.contains("cannot release hold from snapshot")
                && (said.contains("no such tag on this dataset") || said.contains("dataset does not exist"));
    }
}
