package enospc.conform;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether two pools that answer differently both stand at a limit, so near that bytes of metadata decide which answer
/// comes. How many these are the two need not have in common: one record and its metadata for each write that was
/// refused, and on OpenZFS 16 KiB for each dataset and snapshot.
final class Edge {

    private static final Pattern FULL = Pattern.compile(
            "(?s).*(EDQUOT|ENOSPC|out of space|failed to create mountpoint|size is less than current used"
            + "|size is greater than available).*");
    private static final Pattern SET = Pattern.compile("zfs set ((?:ref)?quota)=([\\d.]+M) (\\S+)");
    private static final Pattern RESERVE = Pattern.compile("zfs set reservation=(\\d+M) ((\\S+)/\\w+)");

    private Edge() { }

    /// Whether exactly one of them was refused, and for space.
    static boolean isOne(String line, Shell.Answer one, Shell.Answer other) {
        boolean refused = one.status() != 0;
        return refused != (other.status() != 0) && FULL.matcher((refused ? one : other).err()).matches();
    }

    /// @param each  tolerance for each dataset and snapshot, bytes, and
    /// @param above on top of these for the writes that were refused so far
    /// @param left  values by property and name, and
    /// @param right the same of the other pool
    static boolean reached(String line, long each, long above, Map<String, String> left, Map<String, String> right) {
        long tolerance = above + each * left.keySet().stream().filter(key -> key.startsWith("used ")).count();
        Matcher set = SET.matcher(line);
        if (set.matches()) {
            String used = used(set.group(1)) + " " + set.group(3);
            return near(set.group(2), left.get(used), tolerance) && near(set.group(2), right.get(used), tolerance);
        }
        Matcher reserve = RESERVE.matcher(line);
        if (reserve.matches()) {
            return near(reserve.group(1), room(reserve, left), tolerance)
                    || near(reserve.group(1), room(reserve, right), tolerance);   // where it was refused
        }
        return left.keySet().stream().filter(key -> key.startsWith("quota ") || key.startsWith("refquota "))
                .anyMatch(key -> reached(key, left, tolerance) && reached(key, right, tolerance));
    }

    private static boolean reached(String key, Map<String, String> values, long tolerance) {
        String name = key.substring(key.indexOf(' '));
        String property = key.substring(0, key.indexOf(' '));
        String limit = values.getOrDefault(key, "0");
        return !limit.equals("0") && !limit.equals("-")
                && near(limit, values.getOrDefault(used(property) + name, "-"), tolerance);
    }

    /// How large a reservation there may be: what the dataset above has left, its refquota left aside.
    private static String room(Matcher reserve, Map<String, String> values) {
        String above = values.get("available " + reserve.group(3));
        String used = values.get("used " + reserve.group(2));
        if (above == null || used == null) {
            return null;
        }
        long quota = Long.parseLong(values.get("quota " + reserve.group(3)));
        long left = quota == 0 ? Long.parseLong(above) : quota - Long.parseLong(values.get("used " + reserve.group(3)));
        return String.valueOf(left + Long.parseLong(used));
    }

    private static String used(String property) {
        return property.equals("quota") ? "used" : "referenced";
    }

    private static boolean near(String limit, String used, long tolerance) {
        return used != null && used.matches("\\d+") && Math.abs(Size.of(limit) - Long.parseLong(used)) <= tolerance;
    }
}
