package enospc.pool.zfs;

import java.util.Set;
import java.util.regex.Pattern;

/// Which names we hand to `zfs`. A name may come from a file that somebody else wrote: it must not be taken for an
/// option, leave our own subtree, or reach beyond the pool.
final class Names {

    private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9._:-]+");
    private static final Pattern PROPERTY = Pattern.compile("[a-z][a-z0-9._:-]*");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,24}");

    /// These act on the machine outside the pool, or would move our mark.
    private static final Set<String> NOT_OURS = Set.of("mountpoint", "sharenfs", "sharesmb", "shareiscsi", "zoned",
            "jailed", "mlslabel", Mark.RUN, Mark.LENT);

    private Names() { }

    /// A dataset or a snapshot, whole. zfs-fuse would take `.` and `..` as well, and their mountpoints lead elsewhere.
    static boolean wellFormed(String name) {
        String[] halves = name.split("@", -1);
        boolean snapshot = halves.length == 1 || halves.length == 2 && COMPONENT.matcher(halves[1]).matches();
        if (!snapshot || name.startsWith("-") || name.length() > 255) {
            return false;
        }
        for (String component : halves[0].split("/", -1)) {
            if (!COMPONENT.matcher(component).matches() || component.equals(".") || component.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /// Whether a run may set this property below its root.
    static boolean settable(String property) {
        return PROPERTY.matcher(property).matches() && !NOT_OURS.contains(property);
    }

    static boolean plainText(String value) {
        return value.chars().noneMatch(Character::isISOControl);
    }

    /// The name of a run: letters and digits.
    static boolean isRunId(String id) {
        return ID.matcher(id).matches();
    }

    /// A file or folder of ours, without any path.
    static boolean isFileName(String name) {
        return FILE_NAME.matcher(name).matches();
    }

    /// The key of an image.
    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }
}
