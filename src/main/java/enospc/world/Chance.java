package enospc.world;

/// A stream of random numbers (SplitMix64, Steele, Lea and Flood 2014), written out so that no JVM can differ.
public final class Chance {

    private long state;

    Chance(long state) {
        this.state = state;
        next();
    }

    /// Any 64 bits.
    public long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// 0 ≤ draw < 1.
    public double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /// 0 ≤ draw < `bound`, for a `bound` ≥ 1.
    public int below(int bound) {
        return (int) (unit() * bound);
    }

    /// `least` ≤ draw ≤ `most`, each as likely.
    public long between(long least, long most) {
        return least + (long) (unit() * (most - least + 1));
    }

    /// `least` ≤ draw ≤ `most`, each order of magnitude as likely; for sizes. Both > 0.
    public long betweenByMagnitude(long least, long most) {
        double draw = least * StrictMath.exp(unit() * StrictMath.log((double) most / least));
        return Math.clamp(Math.round(draw), least, most);
    }

    /// True with this probability.
    public boolean happens(double probability) {
        return unit() < probability;
    }
}
