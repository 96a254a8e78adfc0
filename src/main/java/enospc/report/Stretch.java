package enospc.report;

import enospc.history.Event;
import enospc.history.Event.Type;
import java.util.Optional;

/// One thing that was done, from its invocation to its end: a bar in a timeline.
///
/// @param begin the invocation, or the only event of something that took no time
/// @param end   empty if nobody heard of it: the history was cut there
/// @param depth 0 for an op, 1 for its steps, 2 for the steps of a sweep or a wait ...
public record Stretch(Event begin, Optional<Event> end, int depth) {

    /// Whether it has one event alone, such as a kill.
    public boolean instant() {
        return !begin.begins();
    }

    /// The event that says what became of it.
    public Event last() {
        return end.orElse(begin);
    }

    /// Nanoseconds.
    public long took() {
        return last().time() - begin.time();
    }

    public boolean outOfSpace() {
        return end.isPresent() && end.get().error().outOfSpace();
    }

    public Outcome outcome() {
        if (end.isEmpty() && !instant()) {
            return Outcome.OPEN;
        }
        return switch (last().type()) {
            case Type.OK -> Outcome.OK;
            case Type.FAIL -> Outcome.FAIL;
            case Type.INFO, Type.INVOKE -> Outcome.INFO;
        };
    }

    /// In the order of the numbers that the page uses.
    public enum Outcome {
        OK, FAIL, INFO, OPEN;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
