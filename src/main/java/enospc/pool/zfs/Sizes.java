package enospc.pool.zfs;

import java.util.Locale;

/// Numbers of bytes, for people.
final class Sizes {

    private Sizes() { }

    /// `1.5 GiB`, `640.0 MiB`.
    static String text(double bytes) {
        double gib = bytes / (1L << 30);
        return gib >= 1 ? String.format(Locale.ROOT, "%.1f GiB", gib)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (1L << 20));
    }
}
