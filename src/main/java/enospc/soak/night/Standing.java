package enospc.soak.night;

import java.util.function.BiFunction;
import java.util.function.Consumer;

/// How a soak stands: what its runs have shown, and how many they are. For any thread; a look sees whole runs only.
final class Standing {

    private final Score score;
    private long done;

    Standing(Score score) {
        this.score = score;
    }

    /// Goes on where a soak stood.
    synchronized void resume(SoakFile before) {
        score.add(before);
        done = before.done();
    }

    /// @param run adds what one run has shown
    synchronized void merge(Consumer<Score> run) {
        run.accept(score);
        done++;
    }

    /// @param eye sees the score, and how many runs are in it; keeps nothing of the score but copies
    synchronized <T> T look(BiFunction<Score, Long, T> eye) {
        return eye.apply(score, done);
    }
}
