package enospc.plan;

/// A user's mistake, in one line: what is wrong, where, and how to mend it. Shown without a stack trace; exit status
/// 64.
public final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BadInput(String line) {
        super(line);
    }
}
