package enospc.pool.sim;

/// One copy that is under way, as others can lay hands on it.
final class Hand {

    /// A stopped program notices so soon that it may go on.
    static final long LOOKS_NANOS = 10_000_000;

    private final long begunNanos;
    private long deadlineNanos;
    private boolean stopped;
    private boolean ended;
    private boolean killed;

    Hand(long begunNanos, long deadlineNanos) {
        this.begunNanos = begunNanos;
        this.deadlineNanos = deadlineNanos;
    }

    long begunNanos() {
        return begunNanos;
    }

    /// Past this it has to be gone.
    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean stopped() {
        return stopped;
    }

    /// Whether a guard ended it before its deadline.
    boolean ended() {
        return ended;
    }

    /// Whether one of its processes was killed.
    boolean killed() {
        return killed;
    }

    void end(long now) {
        ended = true;
        deadlineNanos = Math.min(deadlineNanos, now);
    }

    void kill(long now) {
        killed = true;
        deadlineNanos = Math.min(deadlineNanos, now);
    }

    void stop() {
        stopped = true;
    }

    void goOn() {
        stopped = false;
    }
}
