package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;

/// For how long space could not be had because the nemesis held it.
final class Squeezes {

    private static final long NOT_HELD = Long.MAX_VALUE;

    private long since = NOT_HELD;
    private long before;

    void see(Event event, Span span) {
        if (span.f().equals("squeeze") && !event.begins() && span.mayHaveHappened() && since == NOT_HELD) {
            since = span.begin().time();
        } else if (span.f().equals("release") && span.endedAs(Type.OK) && since != NOT_HELD) {
            before += event.time() - since;
            since = NOT_HELD;
        }
    }

    /// Nanoseconds from the beginning of the run until `now` during which a squeeze was held, or may have been.
    long heldUntil(long now) {
        return before + (since == NOT_HELD ? 0 : Math.max(0, now - since));
    }
}
