package enospc.pool.sim;

import enospc.world.Chance;

/// A distribution of latencies known by three of its points, nanoseconds.
///
/// Half the draws lie between least and median, evenly; the others above it, most of them near it.
public record Spread(long least, long median, long most) {

    public Spread {
        if (least < 0 || median < least || most < median) {
            throw new IllegalArgumentException("no spread: " + least + ", " + median + ", " + most);
        }
    }

    static Spread millis(double least, double median, double most) {
        return new Spread(Math.round(least * 1e6), Math.round(median * 1e6), Math.round(most * 1e6));
    }

    /// The same, each point moved down; none below zero.
    Spread less(Spread part) {
        long low = Math.max(0, least - part.least);
        long middle = Math.max(low, median - part.median);
        return new Spread(low, middle, Math.max(middle, most - part.most));
    }

    long draw(Chance chance) {
        double unit = chance.unit();
        if (unit < 0.5) {
            return least + (long) ((median - least) * (2 * unit));
        }
        double above = 2 * unit - 1;
        return median + (long) ((most - median) * (above * above * above));
    }
}
