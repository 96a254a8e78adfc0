package enospc.history;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enospc.history.Event.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static Event event(long index, Type type, String f, long op) {
        return new Event(index, 0, "w0", type, f, Value.None.NONE, Problem.NONE, op);
    }

    private static String refusal(Event... events) {
        Turns turns = new Turns();
        List.of(events).subList(0, events.length - 1).forEach(turns::take);
        return assertThrows(Misfit.class, () -> turns.take(events[events.length - 1])).getMessage();
    }

    @Test
    void opsAndStepsThatTakeTurnsAreTaken() {
        Turns turns = new Turns();
        assertDoesNotThrow(() -> List.of(event(0, Type.OK, "setup", -1), event(1, Type.INVOKE, "install", -1),
                event(2, Type.INVOKE, "pipe", 1), event(3, Type.INVOKE, "pipe", 1), event(4, Type.FAIL, "pipe", 1),
                event(5, Type.INFO, "pipe", 1), event(6, Type.INFO, "install", -1), event(7, Type.INVOKE, "remove", -1))
                .forEach(turns::take));
    }

    @Test
    void anEndNeedsABegin() {
        assertEquals("w0 ends install, which it has not begun", refusal(event(0, Type.OK, "install", -1)));
        assertEquals("w0 ends pipe, which it has not begun", refusal(event(0, Type.INVOKE, "install", -1),
                event(1, Type.INVOKE, "pipe", 0), event(2, Type.OK, "pipe", 0), event(3, Type.OK, "pipe", 0)));
    }

    @Test
    void aWorkerHasOneOpOpen() {
        assertEquals("w0 begins remove while its install is open",
                refusal(event(0, Type.INVOKE, "install", -1), event(1, Type.INVOKE, "remove", -1)));
    }
}
