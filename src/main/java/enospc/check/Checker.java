package enospc.check;

import enospc.history.Event;
import java.util.Set;

/// A claim about a history, judged while the events go by: what it keeps grows with what is alive, not with the length.
///
/// One instance a history. Pure: no clock, no files; equal events, equal finding.
interface Checker {

    /// The claim as a name, such as `NoOrphanStaging`.
    String claim();

    /// The kinds of span that it is told of.
    default Set<Kind> hears() {
        return Kind.ALL;
    }

    /// Hears of an event after the [Scene] has.
    ///
    /// @param span what this event begins or ends; an event that does neither is a span of its own
    void see(Event event, Span span);

    /// Hears of a step whose end nobody heard, after [#see] of the event that ends its op.
    default void lost(Event event, Span step) { }

    /// Called once, after the last event.
    Finding end();
}
