package enospc.check.linear;

import java.util.Arrays;

/// A set of configurations, numbered in the order in which they came: the open calls that are placed already, a bit
/// each, and the number of a state.
final class Configurations {

    private static final int SMALL = 1 << 6;

    private long[] placed;
    private int[] node;
    private int[] table;
    private int size;

    Configurations() {
        shrink();
    }

    private void shrink() {
        placed = new long[SMALL / 2];
        node = new int[SMALL / 2];
        table = new int[SMALL];
    }

    int size() {
        return size;
    }

    long placed(int number) {
        return placed[number];
    }

    int node(int number) {
        return node[number];
    }

    void clear() {
        if (table.length > SMALL && size < table.length >> 6) {
            shrink();
        } else if (size > 0) {
            Arrays.fill(table, 0);
        }
        size = 0;
    }

    boolean contains(long ofPlaced, int ofNode) {
        return table[find(ofPlaced, ofNode)] != 0;
    }

    /// @return whether it is new
    boolean add(long ofPlaced, int ofNode) {
        int at = find(ofPlaced, ofNode);
        if (table[at] != 0) {
            return false;
        }
        if (size == placed.length) {
            grow();
            at = find(ofPlaced, ofNode);
        }
        placed[size] = ofPlaced;
        node[size] = ofNode;
        table[at] = ++size;
        return true;
    }

    /// Where it is in the table, or where it would be.
    private int find(long ofPlaced, int ofNode) {
        int mask = table.length - 1;
        long mixed = (ofPlaced * 0x9E3779B97F4A7C15L ^ ofNode) * 0xD6E8FEB86659FD93L;
        int at = (int) (mixed >>> 32) & mask;
        while (table[at] != 0 && (placed[table[at] - 1] != ofPlaced || node[table[at] - 1] != ofNode)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        placed = Arrays.copyOf(placed, 2 * size);
        node = Arrays.copyOf(node, 2 * size);
        table = new int[4 * size];
        for (int i = 0; i < size; i++) {
            table[find(placed[i], node[i])] = i + 1;
        }
    }
}
