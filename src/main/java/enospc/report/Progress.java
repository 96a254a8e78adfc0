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
    private static final int BAR = 10;

    /// What the run happens on, how many ops it is to have, and whether it must say nothing.
    ///
    /// @param about   what the run happens on
    /// @param planned installs of all workers
    /// @param time    `virtual` or `real`
    /// @param silent  say nothing
    public record Terms(String about, long planned, String time, boolean silent) { }

    private final Terms terms;
    private final Clock clock;
    private final PrintStream out;
    private final boolean terminal;
    private final long began;
    private long due;
    private String root = "";
    private double free = -1;
    private long installs;
    private long ok;
    private long failed;
    private long outOfSpace;
    private long retries;
    private long evicted;

    /// @param clock of the host, whatever time the run has
    public Progress(Terms terms, Clock clock) {
        this.terms = terms;
        this.clock = clock;
        this.out = System.err;
        this.terminal = Terminal.isOne();
        this.began = clock.nanos();
        this.due = terminal ? 0 : began + COMES_EVERY;
        if (!terms.silent()) {
            out.println("stress: " + terms.about());
        }
    }

    @Override
    public void accept(Event event) {
        count(event);
        if (!terms.silent() && clock.nanos() >= due) {
            due = clock.nanos() + (terminal ? MOVES_EVERY : COMES_EVERY);
            say(line(event.time()));
        }
    }

    private void count(Event event) {
        boolean worker = event.process().startsWith("w");
        if (worker && !event.isStep() && !event.begins() && event.f().equals("install")) {
            installs++;
            ok += event.type() == Type.OK ? 1 : 0;
            failed += event.type() == Type.FAIL ? 1 : 0;
        }
        if (event.value() instanceof Value.Setup setup) {
            root = setup.root();
        }
        outOfSpace += worker && event.isStep() && event.error().outOfSpace() ? 1 : 0;
        retries += event.value() instanceof Value.Sweeping sweeping && sweeping.reason().equals("retry") ? 1 : 0;
        evicted += event.value() instanceof Value.Swept swept ? swept.evicted().size() : 0;
        SpaceReading.of(event, root).ifPresent(reading -> free = reading.quota() == 0 ? -1
                : Math.clamp((double) reading.available() / reading.quota(), 0, 1));
    }

    /// How it stands.
    ///
    /// @param nanos time of the run
    String line(long nanos) {
        return String.format(Locale.ROOT, "%.0f s %s  installs %d/%d: %d ok, %d failed  out of space %d, retries %d,"
                + " evicted %d%s%s", nanos / 1e9, terms.time(), installs, terms.planned(), ok, failed, outOfSpace,
                retries, evicted, bar(), left());
    }

    private String bar() {
        if (free < 0) {
            return "";
        }
        int full = (int) Math.round(free * BAR);
        return String.format(Locale.ROOT, "  free [%s%s] %.0f %%", "#".repeat(full), ".".repeat(BAR - full),
                100 * free);
    }

    /// By the pace so far, of the host's time. A first guess needs some installs.
    private String left() {
        if (installs < BAR || installs >= terms.planned()) {
            return "";
        }
        double seconds = (double) (clock.nanos() - began) / installs * (terms.planned() - installs) / NANOS;
        return String.format(Locale.ROOT, "  %.0f s left", Math.ceil(seconds));
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
        if (!terms.silent() && terminal) {
            say("");
        }
    }
}
