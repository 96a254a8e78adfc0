package enospc.check;

import enospc.history.Event;
import enospc.history.Misfit;
import enospc.history.Value;
import enospc.install.Layout;
import enospc.install.Store;
import enospc.pool.Contents;
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

    /// What one process has under way.
    private static final class Doing {
        /// The innermost first.
        final Deque<Span> stack = new ArrayDeque<>();
        /// Its last op: a worker looks at what it did after the op has ended.
        Optional<Span> lastOp = Optional.empty();
    }

    private final SequencedMap<Long, Span> open = new LinkedHashMap<>();
    private final Map<String, Doing> processes = new HashMap<>();
    private final Stagings stagings = new Stagings();
    private final Containers containers = new Containers();
    private final Templates templates = new Templates();
    private final Map<String, String> digests = new HashMap<>();
    private Shown shown = Shown.NOTHING;
    private List<Span> unheard = List.of();
    private Value.Setup setup = NO_SETUP;
    private Store store = new Store("");
    private Names names = new Names(store);
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
            names = new Names(store);
        }
        begun = true;
        ended |= event.f().equals("end");
        if (!event.begins() && event.value() instanceof Value.Census census) {
            shown = new Shown(census.datasets());
            settled |= census.scope().equals("final");
        }
        Span span = event.begins() ? begin(event) : end(event);
        stagings.see(event, span);
        containers.see(event, span);
        templates.see(event, span);
        return span;
    }

    private Span begin(Event event) {
        Doing doing = doing(event);
        Span span = new Span(event, parentOf(event, doing), names);
        open.put(event.index(), span);
        doing.stack.push(span);
        if (!event.isStep()) {
            doing.lastOp = Optional.of(span);
        }
        return span;
    }

    private Doing doing(Event event) {
        Doing known = processes.get(event.process());
        if (known == null) {
            known = new Doing();
            processes.put(event.process(), known);
        }
        return known;
    }

    private static Optional<Span> parentOf(Event event, Doing doing) {
        if (!event.isStep()) {
            return Optional.empty();
        }
        for (Span outer : doing.stack) {
            if (outer.op().index() == event.op() && (outer.isOp() || isStretch(outer))) {
                return Optional.of(outer);
            }
        }
        return doing.lastOp.filter(last -> last.index() == event.op());
    }

    /// Whether it has steps of its own.
    private static boolean isStretch(Span span) {
        return span.kind() == Kind.SWEEP || span.kind() == Kind.WAIT;
    }

    private Span end(Event event) {
        Doing doing = doing(event);
        for (Span span : doing.stack) {
            if (span.begin().op() == event.op() && span.f().equals(event.f())) {
                span.endWith(event);
                forget(doing.stack, span);
                return span;
            }
        }
        Span alone = new Span(event, parentOf(event, doing), names);
        alone.endWith(event);
        return alone;
    }

    /// With an op go those of its steps whose end nobody heard.
    private void forget(Deque<Span> stack, Span ended) {
        if (ended.isOp() && stack.size() > 1) {
            unheard = stack.stream().filter(span -> span != ended && span.op() == ended).toList();
            stack.removeAll(unheard);
            unheard.forEach(span -> open.remove(span.index()));
        }
        if (stack.peek() == ended) {
            stack.pop();
        } else {
            stack.remove(ended);
        }
        open.remove(ended.index());
    }

    Value.Setup setup() {
        return setup;
    }

    Store store() {
        return store;
    }

    /// What a name says in this store's layout.
    Name name(String text) {
        return names.of(text);
    }

    /// What the last census that has ended shows.
    Shown shown() {
        return shown;
    }

    /// The digest of whatever has the content of the image with this key.
    String digestOf(String key) {
        return digests.computeIfAbsent(key, Contents::digestOf);
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
