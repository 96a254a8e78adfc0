package enospc.world;

import java.util.Arrays;

/// Lanes that sleep, the next to wake first: a heap, written out because every wait of a run passes through it.
final class Sleepers {

    private Lane[] heap = new Lane[32];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /// When the next one wakes; a time beyond any if nobody sleeps.
    long nextWake() {
        return size == 0 ? Long.MAX_VALUE : heap[0].wake;
    }

    void add(Lane lane) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        up(size++, lane);
    }

    /// The next to wake; there must be one.
    Lane first() {
        return heap[0];
    }

    /// The next to wake has been given a later time.
    void firstSleepsOn() {
        down(0, heap[0]);
    }

    /// Takes out the next to wake.
    void removeFirst() {
        Lane last = heap[--size];
        heap[size] = null;
        if (size > 0) {
            down(0, last);
        }
    }

    /// Takes a lane out, if it is in.
    void remove(Lane lane) {
        for (int at = 0; at < size; at++) {
            if (heap[at] == lane) {
                removeAt(at);
                return;
            }
        }
    }

    /// All of them are dead.
    void killAll() {
        for (int at = 0; at < size; at++) {
            heap[at].dead = true;
            heap[at] = null;
        }
        size = 0;
    }

    private void removeAt(int at) {
        Lane last = heap[--size];
        heap[size] = null;
        if (at < size) {
            down(at, last);
            if (heap[at] == last) {
                up(at, last);
            }
        }
    }

    private void up(int from, Lane lane) {
        int at = from;
        while (at > 0 && lane.isBefore(heap[(at - 1) >>> 1])) {
            heap[at] = heap[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        heap[at] = lane;
    }

    private void down(int from, Lane lane) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(lane)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = lane;
    }
}
