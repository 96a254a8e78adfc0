package enospc.conform;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a refquota was refused on one side alone because of what was on disk there when it was set. It is judged by
/// that, and how much of what was written or removed just before is on disk, depends on when a group was closed.
final class Lag {

    private static final Pattern SET = Pattern.compile("zfs set refquota=([\\d.]+M) (\\S+)");

    private Lag() { }

    /// Whether exactly one of them was refused, as too low.
    static boolean isOne(String line, Shell.Answer one, Shell.Answer other) {
        boolean refused = one.status() != 0;
        return SET.matcher(line).matches() && refused != (other.status() != 0)
                && (refused ? one : other).err().contains("size is less than current used");
    }

    /// @param refused  values by property and name where it was refused, and
    /// @param synced   the same after a barrier
    /// @param accepted the same of the other pool, which had one
    static boolean explains(String line, Map<String, String> refused, Map<String, String> synced,
                            Map<String, String> accepted, long tolerance) {
        Matcher set = SET.matcher(line);
        if (!set.matches()) {
            return false;
        }
        long limit = Size.of(set.group(1));
        String referenced = "referenced " + set.group(2);
        long now = Long.parseLong(synced.get(referenced));
        return Long.parseLong(refused.get(referenced)) > limit && now <= limit
                && Math.abs(now - Long.parseLong(accepted.get(referenced))) <= tolerance;
    }
}
