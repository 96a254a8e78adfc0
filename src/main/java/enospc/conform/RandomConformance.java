package enospc.conform;

import enospc.world.Seed;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// Random scripts on two ZFS in lock-step, up to the first difference, which is shrunk and printed as a case.
///
/// Each script begins on a fresh pool of its stage: on zfs-fuse that takes 60 ms, less than to destroy what is left.
public final class RandomConformance {

    private RandomConformance() { }

    /// @param seeds  the first seed, and how many follow one by one
    /// @param length lines of each script
    /// @param endless whether to go on after a difference
    public record Request(long firstSeed, int seeds, int length, boolean endless) { }

    /// Plays all seeds; prints each difference, and the counts at the end.
    ///
    /// @return exit status: [Table#AGREE] or [Table#DIFFER]
    public static int run(Request request, Stage left, Stage right, PrintStream out) {
        int differing = 0;
        int known = 0;
        int played = 0;
        for (int i = 0; i < request.seeds() && (request.endless() || differing == 0); i++) {
            long seed = request.firstSeed() + i;
            List<String> lines = Sequence.of(new Seed(seed), request.length());
            Optional<LockStep.Difference> difference = first(lines, left, right);
            played++;
            if (difference.isPresent() && Known.reason(difference.get()).isPresent()) {
                known++;
            } else if (difference.isPresent()) {
                differing++;
                out.println(shrunk(seed, lines, difference.get(), left, right));
            }
        }
        out.printf("%s and %s: %d sequences of %d lines from seed %d, %d differ, %d end at a known difference%n",
                left.name(), right.name(), played, request.length(), request.firstSeed(), differing, known);
        return differing == 0 ? Table.AGREE : Table.DIFFER;
    }

    private static Optional<LockStep.Difference> first(List<String> lines, Stage left, Stage right) {
        return LockStep.first(lines, left.fresh(Case.POOL_BYTES), right.fresh(Case.POOL_BYTES));
    }

    /// A case file that shows the difference.
    private static String shrunk(long seed, List<String> lines, LockStep.Difference found, Stage left, Stage right) {
        List<String> shortest = Shrinker.shortest(lines, some ->
                first(some, left, right).filter(seen -> alike(seen, found)).isPresent());
        LockStep.Difference shown = first(shortest, left, right).orElse(found);
        StringBuilder text = new StringBuilder("title: random sequence of seed " + seed + "\n\n");
        for (String line : shortest) {
            text.append("~ ").append(line).append('\n');
            if (!line.equals(shown.at())) {
                text.append("  ok\n  or refused\n");
            }
        }
        return text.append("# ").append(shown.at()).append("\n#   ").append(left.name()).append(": ")
                .append(shown.left()).append("\n#   ").append(right.name()).append(": ").append(shown.right())
                .append('\n').toString();
    }

    /// The same difference, if perhaps of other datasets: otherwise shrinking wanders off to another one.
    private static boolean alike(LockStep.Difference one, LockStep.Difference other) {
        return shape(one).equals(shape(other));
    }

    private static String shape(LockStep.Difference difference) {
        return (difference.at() + "|" + difference.left() + "|" + difference.right())
                .replaceAll("p/r[a-z/@:0-9]*", "NAME").replaceAll("\\d+", "N");
    }
}
