package enospc.conform;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out which ZFS a machine has.
final class Detection {

    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.\\d+(?:\\.\\d+)*)");

    private Detection() { }

    /// A kernel module says its version in `/sys`; zfs-fuse has none, and knows pools up to version 23.
    ///
    /// @throws IllegalStateException if there is none, or one that we do not know
    static Release of(Host host) {
        Matcher module = NUMBER.matcher(host.run(List.of("cat", "/sys/module/zfs/version")).out());
        if (module.find()) {
            return Release.of("openzfs-" + module.group(1));
        }
        Shell.Answer pools = host.run(List.of("zpool", "upgrade", "-v"));
        if (pools.out().contains("pool version 23")) {
            return FuseStage.RELEASE;
        }
        throw new IllegalStateException("no ZFS that we know: " + (pools.out() + pools.err()).strip());
    }

    static boolean hasPoolSync(Release release) {
        return Release.Among.of("openzfs >= 0.7").has(release);
    }
}
