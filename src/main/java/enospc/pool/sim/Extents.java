package enospc.pool.sim;

import java.util.Arrays;

/// Bytes of blocks by when they were born, as far as snapshots can tell: a small sorted table.
///
/// A block's birth is the transaction group of the newest snapshot before it (0 for none), so a block is younger than
/// a snapshot of group `txg` exactly when its birth is at least `txg`.
final class Extents {

    private long[] births = new long[2];
    private long[] bytes = new long[2];
    private int size;

    Extents copy() {
        Extents copy = new Extents();
        copy.births = births.clone();
        copy.bytes = bytes.clone();
        copy.size = size;
        return copy;
    }

    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    long birth(int row) {
        return births[row];
    }

    long bytes(int row) {
        return bytes[row];
    }

    void add(long birth, long delta) {
        int row = size;
        while (row > 0 && births[row - 1] >= birth) {
            row--;
        }
        if (row < size && births[row] == birth) {
            bytes[row] += delta;
            return;
        }
        if (size == births.length) {
            births = Arrays.copyOf(births, 2 * size);
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        System.arraycopy(births, row, births, row + 1, size - row);
        System.arraycopy(bytes, row, bytes, row + 1, size - row);
        births[row] = birth;
        bytes[row] = delta;
        size++;
    }

    void addAll(Extents other) {
        for (int row = 0; row < other.size; row++) {
            add(other.births[row], other.bytes[row]);
        }
    }

    /// Bytes of blocks younger than the snapshot of group `txg`.
    long youngerThan(long txg) {
        long sum = 0;
        for (int row = size - 1; row >= 0 && births[row] >= txg; row--) {
            sum += bytes[row];
        }
        return sum;
    }

    /// Takes away the blocks younger than the snapshot of group `txg`.
    void dropYoungerThan(long txg) {
        while (size > 0 && births[size - 1] >= txg) {
            size--;
        }
    }

    long total() {
        return youngerThan(0);
    }
}
