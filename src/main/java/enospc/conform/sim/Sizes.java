package enospc.conform.sim;

import java.util.Locale;

/// Numbers of bytes as people read them.
final class Sizes {

    private Sizes() { }

    /// Three digits and a unit, as ZFS prints it: `24K`, `1.50M`, `0` or, since 0.8, `0B`.
    static String human(long bytes, boolean fuse) {
        if (bytes < 1024) {
            return bytes + (fuse ? "" : "B");
        }
        int power = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        char unit = "BKMGTPE".charAt(power);
        double value = (double) bytes / (1L << 10 * power);
        if (bytes % (1L << 10 * power) == 0) {
            return (bytes >> 10 * power) + String.valueOf(unit);
        }
        int places = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + places + "f%c", value, unit);
    }
}
