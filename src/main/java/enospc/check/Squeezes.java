package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// For how long space could not be had because the nemesis held it.
final class Squeezes {

    private static final long NOT_HELD = Long.MAX_VALUE;

    /// What takes space away, and what gives it back.
    private static final Map<String, String> PAIRS = Map.of("squeeze", "release", "ballast", "ballast removed");

    private final Set<String> held = new HashSet<>();
    private long since = NOT_HELD;
    private long before;

    void see(Event event, Span span) {
        if (event.begins()) {
            return;
        }
        if (PAIRS.containsKey(span.f()) && span.mayHaveHappened()) {
            since = held.isEmpty() ? span.begin().time() : since;
            held.add(PAIRS.get(span.f()));
        } else if (span.endedAs(Type.OK) && held.remove(span.f()) && held.isEmpty()) {
            before += event.time() - since;
            since = NOT_HELD;
        }
    }

    /// Nanoseconds from the beginning of the run until `now` during which a squeeze was held, or may have been.
    long heldUntil(long now) {
        return before + (since == NOT_HELD ? 0 : Math.max(0, now - since));
    }
}
