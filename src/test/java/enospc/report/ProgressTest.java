package enospc.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.pool.Dataset;
import enospc.world.RealTime;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Problem FULL = new Problem("EDQUOT", "full");

    private static Dataset dataset(String name, long used, long available, long quota) {
        return new Dataset(name, "", used, available, used, quota, 0, true, new TreeMap<>());
    }

    @Test
    void theLineCountsWhatMatters() {
        Progress progress = new Progress(new Progress.Terms("", 64, "virtual", true), new RealTime());
        Value setup = new Value.Setup("p", 100, 95, new TreeMap<>(), 1, 1, 1, List.of());
        Value census = new Value.Census("all", List.of(dataset("p", 60, 40, 0),
                dataset("p/store/.templates", 60, 40, 100)), new TreeMap<>());
        List.of(new Event(0, 0, "setup", Type.OK, "setup", setup, Problem.NONE, -1),
                new Event(1, 1, "w0", Type.FAIL, "zfs create", Value.None.NONE, FULL, 9),
                new Event(2, 2, "w0", Type.INVOKE, "sweep", new Value.Sweeping("retry", 1, true), Problem.NONE, 9),
                new Event(3, 3, "w0", Type.OK, "sweep", new Value.Swept(List.of("a", "b")), Problem.NONE, 9),
                new Event(4, 4, "w0", Type.OK, "install", Value.None.NONE, Problem.NONE, -1),
                new Event(5, 5, "w1", Type.FAIL, "install", Value.None.NONE, FULL, -1),
                new Event(6, 6, "census", Type.OK, "census", census, Problem.NONE, -1)).forEach(progress);
        assertEquals("3 s virtual  installs 2/64: 1 ok, 1 failed  out of space 1, retries 1, evicted 2"
                + "  free [####......] 40 %", progress.line(3_000_000_000L, 200));
        assertEquals("3 s virtual  installs 2/64: 1 ok, 1 failed  out of space 1  free 40 %",
                progress.line(3_000_000_000L, 80));
        assertEquals("3 s virtual  installs 2/64: 1 ok, 1 failed  free 40 %", progress.line(3_000_000_000L, 60));
        assertEquals("3 s  installs 2/64, 1 failed  free 40 %", progress.line(3_000_000_000L, 40));
    }
}
