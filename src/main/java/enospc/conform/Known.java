package enospc.conform;

import java.util.Optional;

/// Differences between zfs-fuse and the embedded pool that are understood and left as they are. `doc/conformance.md`
/// has the list; a random script that comes upon one ends there and is counted apart.
final class Known {

    private Known() { }

    /// Why the two differ there, or empty for a finding.
    ///
    /// @param seen with zfs-fuse on its left
    static Optional<String> reason(LockStep.Difference seen) {
        boolean noDirectory = seen.left().contains("failed to create mountpoint");
        boolean notMounted = seen.at().startsWith("mounted ") && seen.left().equals("no");
        if (noDirectory || notMounted) {
            return Optional.of("zfs-fuse takes away the directory of a mount when a rename is refused, and tries to "
                    + "mount clones when a snapshot is renamed; at a limit it cannot make the directory again");
        }
        return Optional.empty();
    }
}
