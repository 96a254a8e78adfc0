package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.pool.Reply.Why;

/// Counts what installs came to, for the first line of a verdict.
final class Tally {

    private long ok;
    private long failed;
    private long unknown;
    private long shortages;
    private long cut;

    void see(Event event, Span span) {
        if (event.begins()) {
            return;
        }
        if (span.kind() == Kind.INSTALL) {
            switch (event.type()) {
                case OK -> ok++;
                case FAIL -> failed++;
                case INFO -> unknown++;
                case INVOKE -> { }
            }
        } else if (event.f().equals("output-cut")) {
            cut++;
        } else if (event.type() == Type.FAIL && span.op().kind() == Kind.INSTALL && isShort(span)) {
            shortages++;
        }
    }

    /// A copy that was ended at its deadline was stalled near a limit, as far as the protocol can tell.
    private static boolean isShort(Span span) {
        return span.error().outOfSpace() || span.copies() && span.error().kind().equals(Why.DEADLINE.name());
    }

    /// Installs that never ended are those still open.
    void end(Scene scene) {
        unknown += scene.open().stream().filter(span -> span.kind() == Kind.INSTALL).count();
    }

    long shortages() {
        return shortages;
    }

    @Override
    public String toString() {
        return Prose.count(ok + failed + unknown, "install") + ": " + ok + " ok, " + failed + " failed"
                + (unknown == 0 ? "" : ", " + unknown + " with nobody knowing")
                + (cut == 0 ? "" : "; the output of " + Prose.count(cut, "op") + " was too long and is not whole");
    }
}
