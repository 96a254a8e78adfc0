package enospc.pool;

/// A pool cannot be reached any more: its daemon has died, it was exported or destroyed by somebody, or the connection
/// to its machine was lost. What it would have answered nobody knows, so the run that was on it ends there.
public final class OutOfReach extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param line what happened, for the user
    public OutOfReach(String line) {
        super(line);
    }
}
