package enospc.history;

/// Events of ours are numbered without a gap, in the order of their times.
final class InOrder {

    private long time = Long.MIN_VALUE;

    /// @param events how many there were before
    Event checked(Event event, long events) throws BadLine {
        if (event.index() != events) {
            throw new BadLine(1, "event " + event.index() + " where " + events + " was due");
        }
        if (event.time() < time) {
            throw new BadLine(1, "time goes back from " + time + " to " + event.time());
        }
        time = event.time();
        return event;
    }
}
