package enospc.run;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.world.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Numbers events in the order in which it hears them and hands them on. For any number of threads.
final class Recorder {

    private final Clock clock;
    private final Consumer<Event> sink;
    private final TreeMap<String, Deque<Event>> open = new TreeMap<>();
    private long next;

    /// @param sink is called by one thread at a time, in order of the index, before the caller goes on
    Recorder(Clock clock, Consumer<Event> sink) {
        this.clock = clock;
        this.sink = sink;
    }

    /// @return the index of the invocation
    synchronized long invoke(String process, String f, Value value, long op) {
        Event event = new Event(next++, clock.nanos(), process, Type.INVOKE, f, value, Problem.NONE, op);
        open.computeIfAbsent(process, _ -> new ArrayDeque<>()).push(event);
        sink.accept(event);
        return event.index();
    }

    /// Ends what this process invoked last.
    synchronized void end(String process, Type type, Value value, Problem error) {
        Event begun = open.get(process).pop();
        record(process, type, begun.f(), value, error, begun.op());
    }

    /// An event that nothing is to follow.
    synchronized void note(String process, String f, Value value) {
        record(process, Type.OK, f, value, Problem.NONE, Event.NO_OP);
    }

    /// What killed processes left open ends as info, the innermost first.
    synchronized void endAll(String why) {
        open.forEach((process, events) -> {
            for (Iterator<Event> it = events.iterator(); it.hasNext(); it.remove()) {
                Event begun = it.next();
                record(process, Type.INFO, begun.f(), Value.None.NONE, new Problem(Problem.LOST, why), begun.op());
            }
        });
    }

    private void record(String process, Type type, String f, Value value, Problem error, long op) {
        sink.accept(new Event(next++, clock.nanos(), process, type, f, value, error, op));
    }
}
