package enospc.run;

import enospc.plan.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What is to be done for a list of faults, in the order of its times. It is made when its fault is due: a plan has
/// faults for much longer than most runs take.
final class Timetable {

    /// One thing to do at one time since the race began.
    record Deed(Duration at, Runnable what) { }

    /// @param number tells the order of what is due at one time: as the faults are listed
    private record Due(Deed deed, long number) { }

    private static final int DEEDS_MOST = 2;

    private final List<Fault> faults;
    private final Function<Fault, List<Deed>> deeds;
    private final List<Integer> order;
    private final PriorityQueue<Due> due = new PriorityQueue<>(
            Comparator.comparing((Due each) -> each.deed.at).thenComparing(Due::number));
    private int made;

    /// @param deeds of a fault, none before the fault's own time, at most two
    Timetable(List<Fault> faults, Function<Fault, List<Deed>> deeds) {
        this.faults = faults;
        this.deeds = deeds;
        this.order = new ArrayList<>(IntStream.range(0, faults.size()).boxed().toList());
        this.order.sort(Comparator.comparing(index -> faults.get(index).at()));
    }

    boolean isOver() {
        return due.isEmpty() && made == order.size();
    }

    /// The next; there must be one.
    Deed next() {
        while (made < order.size() && (due.isEmpty() || !due.peek().deed.at.minus(faults.get(order.get(made)).at())
                .isNegative())) {
            make(order.get(made++));
        }
        return due.remove().deed;
    }

    private void make(int index) {
        List<Deed> made = deeds.apply(faults.get(index));
        for (int i = 0; i < made.size(); i++) {
            due.add(new Due(made.get(i), (long) DEEDS_MOST * index + i));
        }
    }
}
