package enospc.bench;

import enospc.check.Checkers;
import enospc.check.RunFacts;
import enospc.check.Verdict;
import enospc.plan.Plan;
import enospc.plan.Workload;
import enospc.run.Run;
import enospc.run.SimTarget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// How time and memory of a run grow with its workers and its images; with its events they do in [Checks].
final class Growth implements Row {

    /// A size that took longer than this is the last of its row.
    private static final double ENOUGH_SECONDS = 12;

    @Override
    public void measure(Consumer<Figure> table) throws IOException {
        for (int i = 0; i < 20; i++) {
            simulate(Plans.SMALL);
        }
        Map<String, String> small = Map.of("rounds", "1", "image-size", "16K..64K", "stagger", "20s");
        grow("workers", table, x -> Plans.race(small).with(Map.of("workers", "" + x)), 4, 16, 64, 256, 1024, 4096);
        grow("images", table, x -> Plans.race(small).with(Map.of("images", "" + x)), 10, 100, 1000, 10_000, 100_000);
    }

    /// How many events a run has is said as well: each install looks at all templates, so they are more than the ops.
    private static void grow(String what, Consumer<Figure> table, IntFunction<Workload> workload, int... sizes)
            throws IOException {
        Curve curve = new Curve(what, table);
        for (int x : sizes) {
            long[] events = new long[1];
            double seconds = curve.add(x, () -> events[0] = simulate(workload.apply(x)));
            table.accept(Figure.of(what + ": " + Figure.text(x) + ", its events", "events", "", "", events[0]));
            if (seconds > ENOUGH_SECONDS) {
                break;
            }
        }
        curve.end();
    }

    /// Judged while it goes; its history is not kept, as a soak does not.
    ///
    /// @return how many events there were
    private static long simulate(Workload workload) {
        Plan plan = Plans.plan(workload, 1);
        Checkers checkers = new Checkers();
        new Run(plan, SimTarget.of(plan), checkers::see).carryOut();
        Verdict verdict = checkers.verdict(new RunFacts(1, "bench", "", "bench", List.of()));
        if (!verdict.failed().isEmpty()) {
            throw new IllegalStateException("a run that should pass failed: " + verdict.summary());
        }
        return verdict.events();
    }

    @Override
    public List<String> jvm() {
        return List.of("-XX:+UseSerialGC", "-Xmx4g");
    }
}
