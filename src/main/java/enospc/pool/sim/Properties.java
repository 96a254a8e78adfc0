package enospc.pool.sim;

import java.util.Collections;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What properties mean: which take a number of bytes, which are somebody's own, how they are inherited.
public final class Properties {

    private static final int NAME_MAX = 255;

    private Properties() { }

    /// `own` over `above`, without the native ones; `above` itself if there is nothing to add.
    static SequencedMap<String, String> merged(SequencedMap<String, String> above, Map<String, String> own) {
        if (own.isEmpty()) {
            return above;
        }
        TreeMap<String, String> merged = null;
        for (Map.Entry<String, String> each : own.entrySet()) {
            if (isUser(each.getKey())) {
                merged = merged == null ? copyOf(above) : merged;
                merged.put(each.getKey(), each.getValue());
            }
        }
        return merged == null ? above : Collections.unmodifiableNavigableMap(merged);
    }

    /// To copy an empty map costs as much as to copy one with something in it.
    private static TreeMap<String, String> copyOf(SequencedMap<String, String> above) {
        return above.isEmpty() ? new TreeMap<>() : new TreeMap<>(above);
    }

    public static boolean isUser(String property) {
        return property.indexOf(':') >= 0;
    }

    /// Whether a user property may have that name: lower case, digits, `+.:_-`, at most 255 bytes.
    public static boolean isUserName(String property) {
        return isUser(property) && property.length() <= NAME_MAX && property.chars().allMatch(
                c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "+.:_-".indexOf(c) >= 0);
    }

    public static boolean isSpace(String property) {
        return switch (property) {
            case "quota", "refquota", "reservation", "refreservation" -> true;
            default -> false;
        };
    }

    /// Bytes of `10M`, `1.5G`, `4096`; 0 for `none`; -1 for what is no size.
    public static long bytes(String value) {
        if (value.equals("none")) {
            return 0;
        }
        int end = 0;
        while (end < value.length() && (Character.isDigit(value.charAt(end)) || value.charAt(end) == '.')) {
            end++;
        }
        int shift = shift(value.substring(end));
        if (end == 0 || shift < 0 || value.indexOf('.') != value.lastIndexOf('.') || value.equals(".")) {
            return -1;
        }
        String number = value.substring(0, end);
        if (number.indexOf('.') >= 0) {
            return (long) (Double.parseDouble(number) * (1L << shift));
        }
        return end > 18 || Long.parseLong(number) > Long.MAX_VALUE >> shift ? -1 : Long.parseLong(number) << shift;
    }

    /// Power of two that a suffix stands for, or -1.
    static int shift(String suffix) {
        String upper = suffix.toUpperCase(java.util.Locale.ROOT);
        int power = upper.isEmpty() ? 0 : "BKMGTPE".indexOf(upper.charAt(0));
        boolean form = upper.length() <= 1 || upper.substring(1).equals("B") && power > 0
                || upper.substring(1).equals("IB") && power > 0;
        return form && power >= 0 ? 10 * power : -1;
    }
}
