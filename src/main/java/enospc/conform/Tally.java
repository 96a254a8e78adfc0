package enospc.conform;

import enospc.world.Clock;
import enospc.world.RealTime;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Counts of a run of random scripts, told by several lanes; prints what is found at once, and how it goes: on a slow
/// machine a script takes a minute.
final class Tally {

    private static final int TELL_EVERY = 250;
    private static final Duration TELL_AFTER = Duration.ofMinutes(5);

    private final Clock clock = new RealTime();
    private final RandomConformance.Request request;
    private final PrintStream out;
    private final Coverage coverage = new Coverage();
    private final Map<String, Integer> known = new TreeMap<>();
    private String stages = "none";
    private int played;
    private int differing;
    private int broken;
    private long told;

    Tally(RandomConformance.Request request, PrintStream out) {
        this.request = request;
        this.out = out;
        this.told = clock.nanos();
    }

    Coverage coverage() {
        return coverage;
    }

    synchronized boolean differs() {
        return differing + broken > 0;
    }

    /// A sequence that ends at a known difference is one to play again, once that has been mended.
    synchronized void known(long seed, LockStep.Difference seen, String reason) {
        known.merge(reason, 1, Integer::sum);
        out.println("seed " + seed + " ends at a known difference: " + seen.at() + ": " + seen.left() + " and "
                + seen.right());
    }

    /// @param difference the case that shows it; empty if they agreed, or it is known
    synchronized void played(RandomConformance.Pair pair, String difference) {
        stages = pair.left().name() + " and " + pair.right().name();
        played++;
        if (!difference.isEmpty()) {
            differing++;
            out.println(difference);
        }
        boolean due = played % TELL_EVERY == 0 || clock.nanos() - told >= TELL_AFTER.toNanos();
        if (due && played < request.seeds()) {
            told = clock.nanos();
            out.println(counts());
        }
    }

    synchronized void broke(long seed, RuntimeException why) {
        played++;
        broken++;
        out.println("seed " + seed + " broke: " + why);
    }

    private String counts() {
        int explained = known.values().stream().mapToInt(Integer::intValue).sum();
        return "%s: %d sequences of %d lines from seed %d, %d differ, %d end at a known difference%s".formatted(stages,
                played, request.length(), request.firstSeed(), differing, explained,
                broken == 0 ? "" : ", " + broken + " broke");
    }

    /// Prints what was covered, and the counts.
    ///
    /// @return exit status: [Table#AGREE] or [Table#DIFFER]
    synchronized int close() {
        out.print(coverage.text());
        known.forEach((why, count) -> out.printf("known, %d times: %s%n", count, why));
        out.println(counts());
        return differs() ? Table.DIFFER : Table.AGREE;
    }
}
