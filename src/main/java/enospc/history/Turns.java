package enospc.history;

import java.util.HashMap;
import java.util.Map;

/// Whether events take turns as they must: a worker has one op open at a time, and an op or a step ends once, after it
/// has begun. Keeps what is open.
public final class Turns {

    private record Open(String process, String f, long op) { }

    private final Map<Open, Integer> open = new HashMap<>();
    private final Map<String, String> ops = new HashMap<>();

    /// @throws Misfit if it is not this event's turn
    public void take(Event event) {
        boolean works = event.f().equals("install") || event.f().equals("remove");
        if (!works && !event.isStep()) {
            return;                                       // others may note something without having begun it
        }
        Open key = new Open(event.process(), event.f(), event.op());
        if (event.begins()) {
            String busy = event.isStep() ? null : ops.putIfAbsent(event.process(), event.f());
            if (busy != null) {
                throw new Misfit(event.process() + " begins " + event.f() + " while its " + busy + " is open");
            }
            open.merge(key, 1, Integer::sum);
            return;
        }
        if (open.computeIfPresent(key, (_, count) -> count > 1 ? count - 1 : 0) == null) {
            throw new Misfit(event.process() + " ends " + event.f() + ", which it has not begun");
        }
        open.remove(key, 0);
        if (!event.isStep()) {
            ops.remove(event.process());
        }
    }
}
