package enospc.soak;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What became of the installs of some runs; each install counts in one of the last four.
///
/// @param runs     that were simulated
/// @param bad      runs in which at least one install failed or stalled
/// @param installs that were begun
/// @param atOnce   succeeded without a second attempt
/// @param retried  succeeded after a sweep, at the second attempt
/// @param failed   ended with an error
/// @param stalled  had a copy that ran up to its deadline, or never ended; whatever came of it afterwards
public record Forecast(long runs, long bad, long installs, long atOnce, long retried, long failed, long stalled) {

    public static final Forecast NOTHING = new Forecast(0, 0, 0, 0, 0, 0, 0);

    /// Follows one history and sorts its installs.
    private static final class Reading {
        final Map<String, Event> copies = new HashMap<>();
        final Set<Long> retried = new HashSet<>();
        final Set<Long> stalled = new HashSet<>();
        final Map<Long, Type> ends = new HashMap<>();
        final Map<String, Long> installs = new HashMap<>();
        long begun;
        long deadline = Long.MAX_VALUE;

        void see(Event event) {
            if (event.value() instanceof Value.Setup setup) {
                deadline = setup.pipeDeadline();
            } else if (event.f().equals("install")) {
                install(event);
            } else if (event.value() instanceof Value.Sweeping sweeping && sweeping.reason().equals("retry")) {
                retried.add(event.op());
            } else if (event.begins() && event.value() instanceof Value.Copying) {
                copies.put(event.process(), event);
            } else if (event.f().equals("pipe") || event.f().equals("unsquashfs")) {
                Event began = copies.remove(event.process());
                if (began != null && event.time() - began.time() >= deadline) {
                    stalled.add(began.op());
                }
            }
        }

        private void install(Event event) {
            if (event.begins()) {
                begun++;
                installs.put(event.process(), event.index());
            } else {
                ends.put(installs.get(event.process()), event.type());
            }
        }

        long count(Type type, boolean second) {
            return ends.entrySet().stream().filter(end -> end.getValue() == type && !stalled.contains(end.getKey())
                    && retried.contains(end.getKey()) == second).count();
        }

        Forecast forecast() {
            long atOnce = count(Type.OK, false);
            long second = count(Type.OK, true);
            long failed = count(Type.FAIL, false) + count(Type.FAIL, true);
            long rest = begun - atOnce - second - failed;
            return new Forecast(1, failed + rest > 0 ? 1 : 0, begun, atOnce, second, failed, rest);
        }
    }

    /// @param history of one run
    public static Forecast of(List<Event> history) {
        Reading reading = new Reading();
        history.forEach(reading::see);
        return reading.forecast();
    }

    public Forecast plus(Forecast other) {
        return new Forecast(runs + other.runs, bad + other.bad, installs + other.installs, atOnce + other.atOnce,
                retried + other.retried, failed + other.failed, stalled + other.stalled);
    }

    /// Whether every install succeeded.
    public boolean allSucceed() {
        return bad == 0;
    }
}
