package enospc.soak.night;

import enospc.check.Grade;

/// How runs ended.
///
/// @param broken runs that a crash of ours, or too little memory, has ended: neither pass nor fail
public record Counts(long runs, long passed, long failed, long unknown, long broken) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    static final Counts BROKEN = new Counts(1, 0, 0, 0, 1);

    static Counts one(Grade grade) {
        return switch (grade) {
            case PASS -> new Counts(1, 1, 0, 0, 0);
            case FAIL -> new Counts(1, 0, 1, 0, 0);
            case UNKNOWN -> new Counts(1, 0, 0, 1, 0);
        };
    }

    public Counts plus(Counts other) {
        return new Counts(runs + other.runs, passed + other.passed, failed + other.failed, unknown + other.unknown,
                broken + other.broken);
    }
}
