package enospc.soak.night;

import enospc.check.Finding;
import enospc.check.Transition;
import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The first breach of a claim in a history: which events it is made of, and which path its install was on.
final class Breach {

    /// More steps than this say no more about the cause.
    private static final int STEPS_MOST = 8;

    /// Whatever step it is that met the end of the space.
    private static final String SHORT = "out of space";

    /// What is made of steps.
    private static final Set<String> OUTER = Set.of("install", "remove", "wait", "sweep");

    private static final Set<String> ORDINARY = Set.of("ok", "ABSENT", "EXISTS");

    /// The path that says most about a breach comes first.
    private static final List<Transition> TELLING = List.of(Transition.PIPE_HANGS, Transition.CRASH_THEN_RECOVERS,
            Transition.RETRY_FAILS, Transition.RETRY_SUCCEEDS, Transition.PIPE_FAILS_CLEAN,
            Transition.WAITS_THEN_SHARES, Transition.REUSES_WARM);

    private final List<Event> history;
    private final List<Event> evidence;
    private final Map<Long, Event> ends = new HashMap<>();

    /// @param history whole: an event's place is its index
    Breach(Finding finding, List<Event> history) {
        this.history = history;
        this.evidence = finding.first().stream().filter(index -> index < history.size())
                .map(index -> history.get(index.intValue())).toList();
        pairUp();
    }

    /// Steps of one process lie within each other: an end belongs to the latest begin of the same name.
    private void pairUp() {
        Map<String, List<Event>> open = new HashMap<>();
        for (Event event : history) {
            List<Event> mine = open.computeIfAbsent(event.process(), _ -> new ArrayList<>());
            if (event.begins()) {
                mine.add(event);
            } else {
                for (int i = mine.size() - 1; i >= 0; i--) {
                    if (mine.get(i).f().equals(event.f())) {
                        ends.put(mine.remove(i).index(), event);
                        break;
                    }
                }
            }
        }
    }

    /// What the evidence shows, and the steps of the same installs that were refused: first the ops, then the steps,
    /// each in the order of the alphabet. Many orders and many times of one cause are to look the same.
    List<String> steps() {
        SequencedSet<String> steps = new TreeSet<>();
        SequencedSet<String> ops = new TreeSet<>();
        for (Event event : evidence) {
            Event begin = begin(event);
            if (OUTER.contains(begin.f())) {
                ops.add(begin.f() + (outcome(begin).equals("ok") || isLost(begin) ? "" : " fail"));
            } else if (!begin.f().equals("census")) {
                steps.add(begin.f() + " " + outcome(begin));
            }
        }
        for (long op : ops()) {
            history.stream().filter(event -> event.op() == op && event.begins() && tells(event))
                    .forEach(event -> steps.add(isShort(event) ? SHORT : event.f() + " " + outcome(event)));
        }
        return Stream.concat(ops.stream(), steps.stream()).limit(STEPS_MOST).toList();
    }

    /// A refusal that is not an ordinary answer to a question: is it there, is it mine?
    private boolean tells(Event begin) {
        return !OUTER.contains(begin.f()) && !isLost(begin)
                && !ORDINARY.contains(outcome(begin));
    }

    private boolean isLost(Event begin) {
        return Set.of("unended", "LOST", "info").contains(outcome(begin));
    }

    private Event begin(Event event) {
        if (event.begins()) {
            return event;
        }
        return ends.entrySet().stream().filter(each -> each.getValue() == event).findFirst()
                .map(each -> history.get(each.getKey().intValue())).orElse(event);
    }

    /// The ops of workers that the evidence is about, in order.
    private SequencedSet<Long> ops() {
        SequencedSet<Long> ops = new LinkedHashSet<>();
        for (Event event : evidence) {
            long op = event.isStep() ? event.op() : begin(event).index();
            if (op < history.size() && history.get((int) op).f().equals("install")) {
                ops.add(op);
            }
        }
        return ops;
    }

    private boolean endedOk(Event begin) {
        return Optional.ofNullable(ends.get(begin.index())).map(end -> end.type() == Type.OK).orElse(false);
    }

    private String outcome(Event begin) {
        Event end = begin.begins() ? ends.get(begin.index()) : begin;
        if (end == null) {
            return "unended";
        }
        return switch (end.type()) {
            case OK -> "ok";
            case INVOKE -> "unended";
            case INFO -> "info";
            case FAIL -> end.error().outOfSpace() ? SHORT : end.error().kind().isEmpty() ? "fail" : end.error().kind();
        };
    }

    /// The path of the installs in the evidence, or `-`.
    String transition() {
        List<Transition> paths = ops().stream().map(this::path).flatMap(Optional::stream).toList();
        return TELLING.stream().filter(paths::contains).findFirst().map(Transition::text).orElse("-");
    }

    private Optional<Transition> path(long op) {
        List<Event> begun = history.stream().filter(event -> event.op() == op && event.begins()).toList();
        boolean ok = endedOk(history.get((int) op));
        if (history.stream().anyMatch(event -> event.begins() && event.value() instanceof Value.Killing(String process)
                && process.equals(history.get((int) op).process())) && !ends.containsKey(op)) {
            return Optional.of(Transition.CRASH_THEN_RECOVERS);
        }
        if (begun.stream().anyMatch(event -> event.value() instanceof Value.Copying && isDeadline(event))) {
            return Optional.of(Transition.PIPE_HANGS);
        }
        if (begun.stream().anyMatch(event -> event.value() instanceof Value.Sweeping(String reason, var _, var _)
                && reason.equals("retry"))) {
            return Optional.of(ok ? Transition.RETRY_SUCCEEDS : Transition.RETRY_FAILS);
        }
        if (begun.stream().anyMatch(event -> event.value() instanceof Value.Copying && isShort(event))) {
            return Optional.of(Transition.PIPE_FAILS_CLEAN);
        }
        if (begun.stream().anyMatch(event -> event.f().equals("wait"))) {
            return Optional.of(Transition.WAITS_THEN_SHARES);
        }
        boolean copied = begun.stream().anyMatch(event -> event.value() instanceof Value.Copying);
        return ok && !copied ? Optional.of(Transition.REUSES_WARM) : Optional.empty();
    }

    private boolean isDeadline(Event begin) {
        return outcome(begin).equals("DEADLINE");
    }

    private boolean isShort(Event begin) {
        return outcome(begin).equals(SHORT);
    }
}
