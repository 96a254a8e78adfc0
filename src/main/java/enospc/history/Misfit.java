package enospc.history;

/// An event that does not fit those before it. Whoever takes events from a file may throw it: the reading ends there,
/// and says at which line.
public final class Misfit extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Misfit(String why) {
        super(why, null, false, false);
    }
}
