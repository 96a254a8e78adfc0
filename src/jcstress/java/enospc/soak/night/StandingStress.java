package enospc.soak.night;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/// A soak's live line and file, looked at while a run is being merged.
public final class StandingStress {

    private static final Counts RUN = new Counts(1, 1, 0, 0, 0);

    private StandingStress() { }

    @JCStressTest
    @State
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Seen before the first run was merged.")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Seen between the two.")
    @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "Seen after both.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A run is in the counts alone: a resumed soak repeats it.")
    public static class Look {

        private final Standing standing = new Standing(new Score(1));

        @Actor
        public void merges() {
            standing.merge(score -> score.count("race", RUN));
            standing.merge(score -> score.count("race", RUN));
        }

        @Actor
        public void looks(JJ_Result result) {
            standing.look((score, done) -> {
                result.r1 = done;
                result.r2 = score.counts().runs();
                return true;
            });
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Seen before the first run was merged.")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Seen between the two.")
    @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "Seen after both.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A run is in the counts alone: a resumed soak repeats it.")
    public static class LookTwin {

        private final BrokenStanding standing = new BrokenStanding();

        @Actor
        public void merges() {
            standing.merge(score -> score.count("race", RUN));
            standing.merge(score -> score.count("race", RUN));
        }

        @Actor
        public void looks(JJ_Result result) {
            standing.look((score, done) -> {
                result.r1 = done;
                result.r2 = score.counts().runs();
                return true;
            });
        }
    }

    /// Each part of it safe by itself, and the two not together.
    private static final class BrokenStanding {

        private final Score score = new Score(1);
        private volatile long done;

        void merge(Consumer<Score> run) {
            synchronized (score) {
                run.accept(score);
            }
            done = done + 1;
        }

        <T> T look(BiFunction<Score, Long, T> eye) {
            synchronized (score) {
                return eye.apply(score, done);
            }
        }
    }
}
