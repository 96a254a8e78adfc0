package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The containers that should be there, or may be: from their install's beginning to the beginning of their removal.
final class Containers {

    private final SequencedMap<String, Span> installs = new LinkedHashMap<>();
    /// Of those above, whose removal has begun and did not succeed, or not yet.
    private final SequencedMap<String, Span> removals = new LinkedHashMap<>();

    void see(Event event, Span span) {
        switch (span.kind()) {
            case INSTALL -> {
                if (event.begins()) {
                    installs.put(span.container(), span);
                } else if (span.endedAs(Type.FAIL)) {
                    installs.remove(span.container(), span);
                }
            }
            case REMOVE -> {
                if (event.begins()) {
                    removals.put(span.container(), span);
                } else if (span.endedAs(Type.OK)) {
                    installs.remove(span.container());
                    removals.remove(span.container());
                }
            }
            default -> { }
        }
    }

    /// The install that this container may be owed to; empty if it failed or was removed.
    Optional<Span> install(String container) {
        return Optional.ofNullable(installs.get(container));
    }

    /// The installs that said ok before this event, and that nobody has begun to remove.
    Iterable<Span> owed(long before) {
        return installs.values().stream()
                .filter(install -> install.endedAs(Type.OK) && install.endIndex() < before)
                .filter(install -> !removals.containsKey(install.container()))
                .toList();
    }

    boolean isOwed(Span install) {
        return install.endedAs(Type.OK) && installs.get(install.container()) == install
                && !removals.containsKey(install.container());
    }
}
