package enospc.soak.night;

import enospc.check.Verdict;
import enospc.history.Event;
import java.util.List;
import java.util.Map;

/// What became of one run of a soak.
///
/// @param broken    why it came to no verdict, or empty
/// @param sightings the claims that it broke
/// @param cut       ended by a signal: it counts as not begun
public record Ending(Counts counts, long events, Map<String, Long> transitions, List<Sighting> sightings,
                     String broken, Evidence evidence, boolean cut) {

    /// @param history whole if the verdict is a failure; else it may be empty
    public static Ending judged(Verdict verdict, List<Event> history, Evidence evidence) {
        return new Ending(Counts.one(verdict.grade()), verdict.events(), verdict.transitions(),
                Sighting.of(verdict, history), "", evidence, false);
    }

    public static Ending broken(Throwable thrown) {
        String text = thrown.getMessage() == null ? "" : thrown.getMessage().lines().findFirst().orElse("");
        String name = thrown.getClass().getSimpleName();
        return new Ending(Counts.BROKEN, 0, Map.of(), List.of(), text.isEmpty() ? name : name + ": " + text,
                Evidence.NONE, false);
    }

    public static Ending cutShort() {
        return new Ending(Counts.NONE, 0, Map.of(), List.of(), "", Evidence.NONE, true);
    }
}
