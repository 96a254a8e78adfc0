package enospc.pool.zfs;

/// A real pool cannot be had here. The message is one line for the user: what is wrong, and how to mend it.
public final class CannotRun extends Exception {

    private static final long serialVersionUID = 1;

    public CannotRun(String line) {
        super(line);
    }
}
