package enospc.report;

import enospc.soak.night.SoakFile;
import enospc.world.Clock;
import java.io.PrintStream;

/// One line that says how a soak is doing: it moves on a terminal, and comes every ten seconds elsewhere.
public final class SoakProgress {

    private static final long COMES_EVERY = 10_000_000_000L;

    private final Clock clock;
    private final boolean silent;
    private final PrintStream out = System.err;
    private final boolean terminal = Terminal.isOne();
    private long due;

    /// @param clock of the host
    public SoakProgress(Clock clock, boolean silent) {
        this.clock = clock;
        this.silent = silent;
        this.due = clock.nanos() + COMES_EVERY;
    }

    /// May be called often; says something when it is due.
    public void accept(SoakFile soak) {
        if (silent) {
            return;
        }
        if (terminal) {
            out.print(Terminal.moving(line(soak)));
            out.flush();
        } else if (clock.nanos() >= due) {
            due = clock.nanos() + COMES_EVERY;
            out.println("stress: " + line(soak));
        }
    }

    private static String line(SoakFile soak) {
        String left = soak.leftSeconds() < 0 ? "" : ", about " + SoakSummary.duration(soak.leftSeconds()) + " left";
        return SoakSummary.number(soak.counts().runs()) + " runs (" + SoakSummary.number(soak.rate()) + "/s): "
                + SoakSummary.number(soak.counts().failed()) + " failed, " + soak.signatures().size() + " signatures, "
                + soak.counts().broken() + " broken" + left;
    }

    /// Clears the line.
    public void end() {
        if (!silent && terminal) {
            out.print(Terminal.moving(""));
            out.flush();
        }
    }
}
