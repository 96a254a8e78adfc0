package enospc.check;

import enospc.history.Event;
import enospc.history.Value;

/// What a span is, as far as claims tell spans apart.
enum Kind {
    INSTALL, REMOVE, SWEEP, WAIT, CENSUS,
    /// A command on a pool, or a copy.
    STEP,
    OTHER;

    static Kind of(Event begin) {
        return switch (begin.f()) {
            case "install" -> INSTALL;
            case "remove" -> REMOVE;
            case "sweep" -> SWEEP;
            case "wait" -> WAIT;
            case "census" -> CENSUS;
            default -> begin.value() instanceof Value.Step || begin.value() instanceof Value.Copying ? STEP : OTHER;
        };
    }
}
