package enospc.check.linear;

/// The calls that are open, a bit each.
final class Slots<C> {

    /// More at a time do not fit into a configuration.
    static final int MAX = 64;

    private final Object[] calls = new Object[MAX];
    private final int[] kinds = new int[MAX];
    private final long[] after = new long[MAX];
    private long taken;
    private long reading;

    /// @return false if there is no slot left
    boolean open(Call<C> call, int kind, boolean reads) {
        if (taken == -1) {
            return false;
        }
        int slot = Long.numberOfTrailingZeros(~taken);
        calls[slot] = call;
        kinds[slot] = kind;
        after[slot] = 0;
        if (!reads) {
            line(slot, call.end(), kind);
        }
        taken |= 1L << slot;
        reading |= reads ? 1L << slot : 0;
        return true;
    }

    /// Of equal calls the one that ends first goes first: in any order of them the two could change places.
    private void line(int slot, long end, int kind) {
        for (long left = writing(); left != 0; left &= left - 1) {
            int other = Long.numberOfTrailingZeros(left);
            if (kinds[other] == kind) {
                boolean first = end(other) < end;
                after[slot] |= first ? 1L << other : 0;
                after[other] |= first ? 0 : 1L << slot;
            }
        }
    }

    private long end(int slot) {
        return ((Call<?>) calls[slot]).end();
    }

    int slotOf(Call<C> call) {
        for (long left = taken; left != 0; left &= left - 1) {
            int slot = Long.numberOfTrailingZeros(left);
            if (calls[slot] == call) {
                return slot;
            }
        }
        throw new IllegalStateException(call + " is not open");
    }

    void close(int slot) {
        long bit = 1L << slot;
        taken &= ~bit;
        reading &= ~bit;
        calls[slot] = null;
        for (long left = writing(); left != 0; left &= left - 1) {
            after[Long.numberOfTrailingZeros(left)] &= ~bit;
        }
    }

    int kind(int slot) {
        return kinds[slot];
    }

    /// The slots of calls that only read.
    long reading() {
        return reading;
    }

    /// The slots of calls that may change the state.
    long writing() {
        return taken & ~reading;
    }

    /// Whether it is this one's turn among its equals.
    boolean due(int slot, long placed) {
        return (after[slot] & ~placed) == 0;
    }

    /// Whether a call of this kind is open and not placed.
    boolean waits(int kind, long placed) {
        for (long left = writing() & ~placed; left != 0; left &= left - 1) {
            if (kinds[Long.numberOfTrailingZeros(left)] == kind) {
                return true;
            }
        }
        return false;
    }
}
