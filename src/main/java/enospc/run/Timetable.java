package enospc.run;

import enospc.plan.Fault;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

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
    private final boolean inOrder;
    private final PriorityQueue<Due> due = new PriorityQueue<>(
            Comparator.comparing((Due each) -> each.deed.at).thenComparing(Due::number));
    private int made;

    /// @param deeds of a fault, none before the fault's own time, at most two
    Timetable(List<Fault> faults, Function<Fault, List<Deed>> deeds) {
        this.faults = faults;
        this.deeds = deeds;
        this.inOrder = isInOrder(faults);
    }

    private static boolean isInOrder(List<Fault> faults) {
        for (int i = 1; i < faults.size(); i++) {
            if (faults.get(i).at().compareTo(faults.get(i - 1).at()) < 0) {
                return false;
            }
        }
        return true;
    }

    boolean isOver() {
        return due.isEmpty() && made == faults.size();
    }

    /// The next; there must be one. A list that is not in order is made as a whole.
    Deed next() {
        while (made < faults.size() && (!inOrder || due.isEmpty()
                || faults.get(made).at().compareTo(due.element().deed.at) <= 0)) {
            make(made++);
        }
        return due.remove().deed;
    }

    private void make(int index) {
        List<Deed> of = deeds.apply(faults.get(index));
        for (int i = 0; i < of.size(); i++) {
            due.add(new Due(of.get(i), (long) DEEDS_MOST * index + i));
        }
    }
}
