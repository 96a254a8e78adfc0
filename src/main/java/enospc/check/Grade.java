package enospc.check;

import java.util.Locale;

/// How a claim or a whole run stands. In order: the worse of two is the later one.
public enum Grade {
    PASS, UNKNOWN, FAIL;

    /// As written in `verdict.json`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Grade worse(Grade other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
