package enospc.bench;

import enospc.check.Checkers;
import enospc.check.RunFacts;
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
        grow(new Curve("workers", table), x -> Plans.race(small).with(Map.of("workers", "" + x)),
                4, 16, 64, 256, 1024, 4096);
        grow(new Curve("images", table), x -> Plans.race(small).with(Map.of("images", "" + x)),
                10, 100, 1000, 10_000, 100_000);
    }

    private static void grow(Curve curve, IntFunction<Workload> workload, int... sizes) throws IOException {
        for (int x : sizes) {
            if (curve.add(x, () -> simulate(workload.apply(x))) > ENOUGH_SECONDS) {
                break;
            }
        }
        curve.end();
    }

    /// Judged while it goes; its history is not kept, as a soak does not.
    private static void simulate(Workload workload) {
        Plan plan = Plans.plan(workload, 1);
        Checkers checkers = new Checkers();
        new Run(plan, SimTarget.of(plan), checkers::see).carryOut();
        if (!checkers.verdict(new RunFacts(1, "bench", "", "bench", List.of())).failed().isEmpty()) {
            throw new IllegalStateException("a run that should pass failed");
        }
    }

    @Override
    public List<String> jvm() {
        return List.of("-XX:+UseSerialGC", "-Xmx4g");
    }
}
