package enospc.report;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.world.Clock;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;

/// One line that says how a run is doing: it moves on a terminal, and comes every ten seconds elsewhere.
public final class Progress implements Consumer<Event> {

    private static final long NANOS = 1_000_000_000L;
    private static final long MOVES_EVERY = NANOS / 10;
    private static final long COMES_EVERY = 10 * NANOS;

    private final Clock clock;
    private final PrintStream out;
    private final boolean terminal;
    private final boolean silent;
    private long due;
    private long ok;
    private long failed;
    private long outOfSpace;
    private long evicted;

    /// @param about  what the run happens on
    /// @param silent say nothing
    /// @param clock  of the host, whatever time the run has
    public Progress(String about, boolean silent, Clock clock) {
        this.clock = clock;
        this.out = System.err;
        this.terminal = Terminal.isOne();
        this.silent = silent;
        this.due = terminal ? 0 : clock.nanos() + COMES_EVERY;
        if (!silent) {
            out.println("stress: " + about);
        }
    }

    @Override
    public void accept(Event event) {
        if (event.f().equals("install") && !event.isStep()) {
            ok += event.type() == Type.OK ? 1 : 0;
            failed += event.type() == Type.FAIL ? 1 : 0;
        }
        outOfSpace += event.isStep() && event.process().startsWith("w") && event.error().outOfSpace() ? 1 : 0;
        evicted += event.value() instanceof Value.Swept(var keys) ? keys.size() : 0;
        if (!silent && clock.nanos() >= due) {
            due = clock.nanos() + (terminal ? MOVES_EVERY : COMES_EVERY);
            say(String.format(Locale.ROOT, "%.0f s  installs: %d ok, %d failed  out of space: %d  evicted: %d",
                    event.time() / 1e9, ok, failed, outOfSpace, evicted));
        }
    }

    private void say(String line) {
        if (terminal) {
            out.print("\r\033[K" + line);
            out.flush();
        } else {
            out.println("stress: " + line);
        }
    }

    /// Clears the line.
    public void end() {
        if (!silent && terminal) {
            say("");
        }
    }
}
