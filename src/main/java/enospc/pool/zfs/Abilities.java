package enospc.pool.zfs;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the `zfs` and `zpool` of this machine can do, found out from their own usage texts; nothing is changed.
///
/// @param version          such as `OpenZFS 2.1.11` or `zfs-fuse with pools of version 23`
/// @param fuse             zfs-fuse: the daemon lets go of a dataset up to 100 ms after its unmount, and says "dataset
///                         is busy" until then; and a clone is mounted whatever its `canmount`
/// @param createsUnmounted `zfs create -u`; what we use instead is `-o canmount=noauto`
/// @param showsClones      property `clones`; what we use instead is the `origin` of each dataset
/// @param syncs            `zpool sync`
public record Abilities(String version, boolean fuse, boolean createsUnmounted, boolean showsClones, boolean syncs) {

    private static final Duration ASKING_BOUND = Duration.ofSeconds(60);

    /// Asks the `zfs` that `children` reach.
    static Abilities of(Children children) {
        String version = said(children, "zfs", "version");
        boolean fuse = version.contains("unrecognized command") && Tools.find("zfs-fuse").isPresent();
        return new Abilities(
                fuse ? "zfs-fuse" + poolVersion(said(children, "zpool", "upgrade", "-v")) : openZfs(version),
                fuse,
                !said(children, "zfs", "create", "-u").contains("invalid option"),
                said(children, "zfs", "get").lines().anyMatch(line -> line.strip().startsWith("clones ")),
                said(children, "zpool").lines().anyMatch(line -> line.strip().startsWith("sync ")));
    }

    /// From `This system is currently running ZFS pool version 23.`; it does not tell its own.
    private static String poolVersion(String said) {
        Matcher number = Pattern.compile("ZFS pool version (\\d+)").matcher(said);
        return number.find() ? " with pools of version " + number.group(1) : "";
    }

    /// From `zfs-2.1.11-1+deb12u1`.
    private static String openZfs(String said) {
        return said.lines().findFirst().filter(line -> line.startsWith("zfs-"))
                .map(line -> "OpenZFS " + line.substring("zfs-".length()).replaceAll("-.*", ""))
                .orElse("ZFS of unknown version");
    }

    private static String said(Children children, String... argv) {
        return switch (children.run(ASKING_BOUND, argv)) {
            case Ended.Exited exited -> exited.out() + exited.err();
            case Ended.Overran overran -> overran.err();
        };
    }
}
