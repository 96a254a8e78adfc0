package enospc.report;

import enospc.history.Event;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Joins each invocation with its end. Hands stretches on in the order in which they end, and on [#close] those that
/// never did, in the order in which they began.
public final class Pairing implements Consumer<Event>, AutoCloseable {

    private record Begun(Event event, int depth) { }

    private final Consumer<Stretch> taker;
    /// By process, the innermost first.
    private final Map<String, Deque<Begun>> open = new HashMap<>();

    public Pairing(Consumer<Stretch> taker) {
        this.taker = taker;
    }

    @Override
    public void accept(Event event) {
        Deque<Begun> stack = open.computeIfAbsent(event.process(), _ -> new ArrayDeque<>());
        if (event.begins()) {
            stack.push(new Begun(event, depth(stack, event)));
            return;
        }
        for (Begun begun : stack) {
            if (begun.event.f().equals(event.f()) && begun.event.op() == event.op()) {
                stack.remove(begun);
                taker.accept(new Stretch(begun.event, Optional.of(event), begun.depth));
                return;
            }
        }
        taker.accept(new Stretch(event, Optional.of(event), event.isStep() ? 1 : 0));
    }

    /// One below the innermost that can hold others; two commands of one pipe lie side by side.
    private static int depth(Deque<Begun> stack, Event event) {
        if (!event.isStep()) {
            return 0;
        }
        for (Begun outer : stack) {
            String f = outer.event.f();
            if (!outer.event.isStep() || f.equals("sweep") || f.equals("wait")) {
                return outer.depth + 1;
            }
        }
        return 1;
    }

    @Override
    public void close() {
        List<Begun> left = open.values().stream().flatMap(Deque::stream)
                .sorted(Comparator.comparingLong(begun -> begun.event.index())).toList();
        open.clear();
        left.forEach(begun -> taker.accept(new Stretch(begun.event, Optional.empty(), begun.depth)));
    }
}
