package enospc.check;

import enospc.history.Event;
import java.util.Optional;

/// A checker that throws does not end the checking: it is unknown, and says what happened.
final class Guarded implements Checker {

    private final Checker checker;
    private Optional<Finding> thrown = Optional.empty();

    Guarded(Checker checker) {
        this.checker = checker;
    }

    @Override
    public String claim() {
        return checker.claim();
    }

    @Override
    public void see(Event event, Span span) {
        if (thrown.isEmpty()) {
            try {
                checker.see(event, span);
            } catch (RuntimeException wrong) {
                threw(wrong, event);
            }
        }
    }

    @Override
    public void lost(Event event, Span step) {
        if (thrown.isEmpty()) {
            try {
                checker.lost(event, step);
            } catch (RuntimeException wrong) {
                threw(wrong, event);
            }
        }
    }

    private void threw(RuntimeException wrong, Event event) {
        thrown = Optional.of(broken(wrong, "at event " + event.index()));
    }

    @Override
    public Finding end() {
        try {
            return thrown.orElseGet(checker::end);
        } catch (RuntimeException wrong) {
            return broken(wrong, "at the end");
        }
    }

    private Finding broken(RuntimeException wrong, String where) {
        return Finding.unknown(claim(), "this checker is broken: " + wrong.getClass().getName() + " " + where + ": "
                + wrong.getMessage());
    }
}
