package enospc.conform;

import enospc.world.Clock;
import enospc.world.RealTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The conformance suite: every case on every stage, and what came of it.
public final class Conformance {

    private Conformance() { }

    /// @param stages are used in turn and not closed
    /// @param stop   ends it before the next case
    /// @param heard  is told each result as soon as it is known
    public static Table play(List<Case> cases, List<Stage> stages, Stop stop, Consumer<Result> heard) {
        List<Result> results = new ArrayList<>();
        Clock clock = new RealTime();
        for (Stage stage : stages) {
            for (Case each : cases) {
                if (stop.asked()) {
                    return new Table(results);
                }
                long began = clock.nanos();
                Verdict verdict = play(each, stage);
                if (wentWrong(verdict) && stop.explains()) {
                    return new Table(results);
                }
                Result result = new Result(each, stage.name(), verdict, Duration.ofNanos(clock.nanos() - began));
                heard.accept(result);
                results.add(result);
            }
        }
        return new Table(results);
    }

    private static boolean wentWrong(Verdict verdict) {
        return verdict instanceof Verdict.Differ
                || verdict instanceof Verdict.CannotRun cannot && cannot.broke();
    }

    /// One case on a fresh pool of this stage.
    public static Verdict play(Case each, Stage stage) {
        if (!each.releases().has(stage.release())) {
            return new Verdict.CannotRun("not about " + stage.release());
        }
        if (each.pool().isPresent() && !stage.ownPool()) {
            return new Verdict.CannotRun("needs a pool of its own");
        }
        try {
            return CasePlayer.play(each, stage.release(), stage.fresh(each.pool().orElse(Case.POOL_BYTES)));
        } catch (RuntimeException broken) {
            return new Verdict.CannotRun("broken: " + broken, true);
        }
    }

    /// One case on one stage.
    public record Result(Case played, String stage, Verdict verdict, Duration took) { }
}
