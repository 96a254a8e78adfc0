package enospc.run;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.run.exec.Journal;
import enospc.world.Clock;
import enospc.world.Crashed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Numbers events in the order in which it hears them and hands them on. For any number of threads.
final class Recorder implements Journal {

    private final Clock clock;
    private final Consumer<Event> sink;
    private final Map<String, Deque<Event>> open = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private long next;
    private boolean closed;

    /// @param sink is called by one thread at a time, in order of the index, before the caller goes on
    Recorder(Clock clock, Consumer<Event> sink) {
        this.clock = clock;
        this.sink = sink;
    }

    /// @return the index of the invocation
    @Override
    public synchronized long invoke(String process, String f, Value value, long op) {
        check(process);
        Event event = new Event(next++, clock.nanos(), process, Type.INVOKE, f, value, Problem.NONE, op);
        open.computeIfAbsent(process, _ -> new ArrayDeque<>()).push(event);
        sink.accept(event);
        return event.index();
    }

    /// Ends what this process invoked last.
    synchronized void end(String process, Type type, Value value, Problem error) {
        check(process);
        Event begun = open.get(process).pop();
        record(process, type, begun.f(), value, error, begun.op());
    }

    /// Ends what this process invoked at `index`, whatever it has invoked since; nothing if that has ended already.
    @Override
    public synchronized void end(String process, long index, Type type, Value value, Problem error) {
        check(process);
        open.getOrDefault(process, new ArrayDeque<>()).stream().filter(event -> event.index() == index).findFirst()
                .ifPresent(begun -> {
                    open.get(process).remove(begun);
                    record(process, type, begun.f(), value, error, begun.op());
                });
    }

    /// An event that nothing is to follow.
    @Override
    public synchronized void note(String process, String f, Value value) {
        if (closed) {
            throw new Crashed(process);
        }
        record(process, Type.OK, f, value, Problem.NONE, Event.NO_OP);
    }

    /// Nothing is heard of this process from now on. What it left open ends as info, the innermost first.
    synchronized void bury(String process) {
        dead.add(process);
        Deque<Event> events = open.getOrDefault(process, new ArrayDeque<>());
        while (!events.isEmpty()) {
            Event begun = events.pop();
            record(process, Type.INFO, begun.f(), Value.None.NONE, new Problem(Problem.LOST, "killed"), begun.op());
        }
    }

    /// As if every process that has something open had been killed, in the order of their names.
    synchronized void buryAll() {
        open.keySet().stream().filter(process -> !open.get(process).isEmpty()).sorted().forEach(this::bury);
    }

    /// The sink hears nothing from now on, and hears nothing any more when this returns: whoever comes late dies of it.
    synchronized void close() {
        closed = true;
    }

    private void check(String process) {
        if (closed || dead.contains(process)) {
            throw new Crashed(process);
        }
    }

    private void record(String process, Type type, String f, Value value, Problem error, long op) {
        sink.accept(new Event(next++, clock.nanos(), process, type, f, value, error, op));
    }
}
