package enospc.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.plan.Fault;
import enospc.run.Timetable.Deed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is due first is done first; of what is due at one time, what stands first in the plan.
class TimetableTest {

    private final List<String> done = new ArrayList<>();

    private static Fault squeeze(int at, int hold) {
        return new Fault.Squeeze(Duration.ofSeconds(at), 0.5, Duration.ofSeconds(hold));
    }

    private List<Deed> deeds(Fault fault) {
        String name = fault instanceof Fault.Squeeze squeeze ? "q" + squeeze.at().toSeconds()
                : "s" + fault.at().toSeconds();
        Deed begin = new Deed(fault.at(), () -> done.add(name));
        return fault instanceof Fault.Squeeze squeeze
                ? List.of(begin, new Deed(squeeze.at().plus(squeeze.hold()), () -> done.add("end " + name)))
                : List.of(begin);
    }

    private List<String> order(Fault... faults) {
        Timetable timetable = new Timetable(List.of(faults), this::deeds);
        while (!timetable.isOver()) {
            timetable.next().what().run();
        }
        return done;
    }

    @Test
    void endsComeBetweenLaterBegins() {
        assertEquals(List.of("q1", "s2", "q3", "end q3", "end q1", "s9"), order(squeeze(1, 6),
                new Fault.Sweep(Duration.ofSeconds(2)), squeeze(3, 1), new Fault.Sweep(Duration.ofSeconds(9))));
    }

    @Test
    void whatStandsFirstGoesFirstAtOneTime() {
        assertEquals(List.of("q1", "end q1", "s4"), order(squeeze(1, 3), new Fault.Sweep(Duration.ofSeconds(4))));
    }

    @Test
    void aListThatIsOutOfOrderIsDoneInTheOrderOfItsTimes() {
        assertEquals(List.of("q1", "s4", "end q1"), order(new Fault.Sweep(Duration.ofSeconds(4)), squeeze(1, 3)));
    }
}
