package enospc.check;

import enospc.history.Problem;
import java.util.Locale;

/// How findings speak of times, workers and keys.
final class Prose {

    private static final int KEY_DIGITS = 8;

    private Prose() { }

    /// `41.2 s`: one to three decimals.
    static String seconds(long nanos) {
        String three = String.format(Locale.ROOT, "%.3f", nanos / 1e9);
        String shorter = three.endsWith("00") ? three.substring(0, three.length() - 2)
                : three.endsWith("0") ? three.substring(0, three.length() - 1) : three;
        return shorter + " s";
    }

    /// The first 8 digits of a key: unique enough for a sentence.
    static String key(String key) {
        return key.length() > KEY_DIGITS ? key.substring(0, KEY_DIGITS) : key;
    }

    /// `ENOSPC: cannot create ...`, or how else an end without a problem is named.
    static String problem(Problem problem) {
        return problem.text().isEmpty() ? problem.kind() : problem.kind() + ": " + problem.text();
    }

    /// `1 install`, `2 installs`.
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
