package enospc.report;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.world.Clock;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// One line that says how a run is doing: it moves on a terminal, and comes every ten seconds elsewhere.
public final class Progress implements Consumer<Event> {

    private static final long NANOS = 1_000_000_000L;
    private static final long MOVES_EVERY = NANOS / 10;
    private static final long COMES_EVERY = 10 * NANOS;
    private static final int BAR = 10;
    private static final int FIRST_GUESS = 5;

    /// What the run happens on, how many installs it is to have, and whether it must say nothing.
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
    private final int columns;
    private long due;
    private String root = "";
    private double free = -1;
    private long ended;
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
        this.columns = terminal ? Terminal.columns() : Integer.MAX_VALUE;
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
            say(line(event.time(), columns));
        }
    }

    private void count(Event event) {
        boolean worker = event.process().startsWith("w");
        if (worker && !event.isStep() && !event.begins() && event.f().equals("install")) {
            ended++;
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

    /// How it stands, with as much of it as the terminal is wide.
    ///
    /// @param nanos time of the run
    String line(long nanos, int columns) {
        String time = String.format(Locale.ROOT, "%.0f s", nanos / 1e9);
        String installs = "  installs " + ended + "/" + terms.planned();
        String outcomes = ": " + ok + " ok, " + failed + " failed";
        String full = "  out of space " + outOfSpace;
        String counts = full + ", retries " + retries + ", evicted " + evicted;
        String whole = time + " " + terms.time() + installs + outcomes;
        List<String> forms = List.of(whole + counts + free(true) + left(), whole + counts + free(false) + left(),
                whole + full + free(false) + left(), whole + free(false) + left(),
                time + installs + ", " + failed + " failed" + free(false) + left());
        return forms.stream().filter(form -> form.length() < columns).findFirst().orElse(forms.getLast());
    }

    private String free(boolean drawn) {
        if (free < 0) {
            return "";
        }
        int full = (int) Math.round(free * BAR);
        String bar = drawn ? "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " : "";
        return String.format(Locale.ROOT, "  free %s%.0f %%", bar, 100 * free);
    }

    /// By the pace so far, of the host's time. A first guess needs some installs.
    private String left() {
        if (ended < FIRST_GUESS || ended >= terms.planned()) {
            return "";
        }
        double seconds = (double) (clock.nanos() - began) / ended * (terms.planned() - ended) / NANOS;
        return String.format(Locale.ROOT, "  %.0f s left", Math.ceil(seconds));
    }

    private void say(String line) {
        if (terminal) {
            out.print(Terminal.moving(line));
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
