package enospc.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Lanes that sleep, the next to wake first; of those that wake at one time, the one with the least tie. No two ties
/// are equal: they are draws from one stream.
///
/// Written out because every wait of a run passes through it. Most lanes wake together, when a transaction group is on
/// disk: so only one lane for each time stands in the heap, the others hang on it, and they are put in order once, when
/// their time has come.
final class Sleepers {

    /// So many are put in order by looking at each pair.
    private static final int FEW = 24;

    private static final Comparator<Lane> LAST_FIRST = (one, other) -> Long.compare(other.tie, one.tie);

    /// By wake-up time, each with the lanes that hang on it. Two may have the same time.
    private Lane[] heap = new Lane[32];
    private int size;
    /// Of those in the heap the one that was added last: the next often wakes with it.
    private Lane last;
    /// All that wake next, at one time, the first at the end; none of them is in the heap.
    private Lane[] next = new Lane[32];
    private int count;
    private final Lane[] found = new Lane[FEW];
    private final long[] ties = new long[FEW];

    boolean isEmpty() {
        return count == 0 && size == 0;
    }

    /// When the next one wakes; a time beyond any if nobody sleeps.
    long nextWake() {
        return count > 0 ? next[count - 1].wake : size > 0 ? heap[0].wake : Long.MAX_VALUE;
    }

    /// @param lane wakes no earlier than the [#first] that was asked for last
    void add(Lane lane) {
        lane.beside = null;
        if (count > 0 && lane.wake == next[count - 1].wake) {
            insert(lane);
        } else if (last != null && last.wake == lane.wake) {
            lane.beside = last.beside;
            last.beside = lane;
        } else {
            push(lane);
        }
    }

    /// The next to wake; there must be one.
    Lane first() {
        if (count == 0) {
            gather();
        }
        return next[count - 1];
    }

    /// The next to wake has been given a later time.
    void firstSleepsOn() {
        Lane lane = next[--count];
        next[count] = null;
        add(lane);
    }

    /// Takes out the next to wake.
    void removeFirst() {
        next[--count] = null;
    }

    /// Takes all out of the heap that wake first, and puts them in order.
    private void gather() {
        long wake = heap[0].wake;
        while (size > 0 && heap[0].wake == wake) {
            Lane head = heap[0];
            last = head == last ? null : last;
            pop();
            for (Lane lane = head; lane != null; lane = lane.beside) {
                append(lane);
            }
        }
        if (count > FEW) {
            Arrays.sort(next, 0, count, LAST_FIRST);
        } else if (count > 1) {
            order();
        }
    }

    /// Puts each where the number of those after it says: no branch depends on the ties, which are as good as random.
    private void order() {
        for (int i = 0; i < count; i++) {
            found[i] = next[i];
            ties[i] = next[i].tie;
        }
        for (int i = 0; i < count; i++) {
            long tie = ties[i];
            int after = 0;
            for (int j = 0; j < count; j++) {
                after += ties[j] > tie ? 1 : 0;
            }
            next[after] = found[i];
        }
    }

    private void append(Lane lane) {
        if (count == next.length) {
            next = Arrays.copyOf(next, 2 * count);
        }
        next[count++] = lane;
    }

    private void insert(Lane lane) {
        append(lane);
        int at = count - 1;
        while (at > 0 && next[at - 1].tie < lane.tie) {
            next[at] = next[at - 1];
            at--;
        }
        next[at] = lane;
    }

    private void push(Lane lane) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int at = size++;
        while (at > 0 && lane.wake < heap[(at - 1) >>> 1].wake) {
            heap[at] = heap[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        heap[at] = lane;
        last = lane;
    }

    private void pop() {
        Lane lane = heap[--size];
        heap[size] = null;
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].wake < heap[child].wake) {
                child++;
            }
            if (heap[child].wake >= lane.wake) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        if (size > 0) {
            heap[at] = lane;
        }
    }

    /// Takes a lane out, if it is in. Rare, so all others are put in again.
    void remove(Lane lane) {
        List<Lane> others = takeAll();
        others.remove(lane);
        others.forEach(this::add);
    }

    /// All of them are dead.
    void killAll() {
        takeAll().forEach(lane -> lane.dead = true);
    }

    private List<Lane> takeAll() {
        List<Lane> all = new ArrayList<>();
        while (!isEmpty()) {
            all.add(first());
            removeFirst();
        }
        return all;
    }
}
