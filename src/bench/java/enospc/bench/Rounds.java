package enospc.bench;

import java.util.function.LongSupplier;

/// How often something is done in a second, by the wall's clock: several rounds after a warm-up.
final class Rounds {

    static final int COUNT = 5;

    private Rounds() { }

    /// @param work    does some of it, and returns how much
    /// @param seconds of each round; the warm-up takes as long as two of them
    /// @return a rate for each round
    static double[] rates(double seconds, LongSupplier work) {
        double[] rates = new double[COUNT];
        rate(2 * seconds, work);
        for (int round = 0; round < COUNT; round++) {
            rates[round] = rate(seconds, work);
        }
        return rates;
    }

    static double rate(double seconds, LongSupplier work) {
        long began = System.nanoTime();
        long done = 0;
        long now = began;
        while (now - began < seconds * 1e9) {
            done += work.getAsLong();
            now = System.nanoTime();
        }
        return done * 1e9 / (now - began);
    }
}
