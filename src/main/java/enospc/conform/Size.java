package enospc.conform;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as `zfs` takes them: `4096`, `20M`, `1.5G`.
final class Size {

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)([KMGTPE]?)");

    private Size() { }

    /// The bytes, or empty for what is no number.
    static OptionalLong parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return OptionalLong.empty();
        }
        int power = form.group(2).isEmpty() ? 0 : "KMGTPE".indexOf(form.group(2)) + 1;
        BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
        return OptionalLong.of(bytes.longValue());
    }

    /// @throws IllegalArgumentException for what is no number
    static long of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no size: " + text));
    }
}
