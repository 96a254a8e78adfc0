package enospc.check;

import enospc.history.Event;
import enospc.history.Misfit;
import enospc.history.Value;
import enospc.install.Layout;
import enospc.install.Store;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What is going on at the current event: the terms of the run, and every op and step that has begun and not ended.
final class Scene {

    private static final Value.Setup NO_SETUP =
            new Value.Setup("", 0, 0, new TreeMap<>(), 0, 0, 0, List.of());

    private final SequencedMap<Long, Span> open = new LinkedHashMap<>();
    /// By process, the innermost first.
    private final Map<String, Deque<Span>> stacks = new HashMap<>();
    /// By process, its last op: a worker looks at what it did after the op has ended.
    private final Map<String, Span> lastOps = new HashMap<>();
    private final Stagings stagings = new Stagings();
    private final Containers containers = new Containers();
    private final Templates templates = new Templates();
    private List<Span> unheard = List.of();
    private Value.Setup setup = NO_SETUP;
    private Store store = new Store("");
    private long now;
    private boolean begun;
    private boolean ended;
    private boolean settled;

    /// Takes an event in.
    ///
    /// @return what it begins or ends, or a span of its own
    /// @throws Misfit if it begins another run
    Span see(Event event) {
        now = Math.max(now, event.time());
        unheard = List.of();
        if (event.value() instanceof Value.Setup terms) {
            if (begun) {
                throw new Misfit("a setup, which begins a run, in the middle of one: a history is one run");
            }
            setup = terms;
            store = new Store(terms.root(), Layout.of(terms.layout()));
        }
        begun = true;
        ended |= event.f().equals("end");
        settled |= !event.begins() && event.value() instanceof Value.Census census && census.scope().equals("final");
        Span span = event.begins() ? begin(event) : end(event);
        stagings.see(event, span, store);
        containers.see(event, span);
        templates.see(event, span, store);
        return span;
    }

    private Span begin(Event event) {
        Span span = new Span(event, parentOf(event));
        open.put(event.index(), span);
        stack(event.process()).push(span);
        if (!event.isStep()) {
            lastOps.put(event.process(), span);
        }
        return span;
    }

    private Deque<Span> stack(String process) {
        return stacks.computeIfAbsent(process, _ -> new ArrayDeque<>());
    }

    private Optional<Span> parentOf(Event event) {
        if (!event.isStep()) {
            return Optional.empty();
        }
        for (Span outer : stack(event.process())) {
            if (outer.op().index() == event.op() && (outer.isOp() || isStretch(outer))) {
                return Optional.of(outer);
            }
        }
        Span last = lastOps.get(event.process());
        return last != null && last.index() == event.op() ? Optional.of(last) : Optional.empty();
    }

    /// Whether it has steps of its own.
    private static boolean isStretch(Span span) {
        return span.f().equals("sweep") || span.f().equals("wait");
    }

    private Span end(Event event) {
        Deque<Span> stack = stack(event.process());
        for (Span span : stack) {
            if (span.f().equals(event.f()) && span.begin().op() == event.op()) {
                span.endWith(event);
                forget(stack, span);
                return span;
            }
        }
        Span alone = new Span(event, parentOf(event));
        alone.endWith(event);
        return alone;
    }

    /// With an op go those of its steps whose end nobody heard.
    private void forget(Deque<Span> stack, Span ended) {
        if (ended.isOp()) {
            unheard = stack.stream().filter(span -> span != ended && span.op() == ended).toList();
            stack.removeAll(unheard);
            unheard.forEach(span -> open.remove(span.index()));
        }
        stack.remove(ended);
        open.remove(ended.index());
    }

    Value.Setup setup() {
        return setup;
    }

    Store store() {
        return store;
    }

    Stagings stagings() {
        return stagings;
    }

    Containers containers() {
        return containers;
    }

    Templates templates() {
        return templates;
    }

    /// Steps of the op that the current event ends, whose own end nobody heard.
    List<Span> unheard() {
        return unheard;
    }

    /// Time of the current event.
    long now() {
        return now;
    }

    /// All that has begun and not ended, in the order in which it began.
    Collection<Span> open() {
        return open.values();
    }

    /// Whether the history has its last event.
    boolean ended() {
        return ended;
    }

    /// Whether there was a final census: everything has ended, and been given its grace.
    boolean settled() {
        return settled;
    }
}
