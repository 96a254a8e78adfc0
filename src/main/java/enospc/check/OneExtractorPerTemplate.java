package enospc.check;

import enospc.history.Event.Type;
import enospc.history.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Only one install copies into a staging dataset at a time.
///
/// An extractor works from its first copy, or the staging dataset that it made, until it has renamed or destroyed that,
/// or tried to. One that was killed stops at a moment that nobody heard: only what it does afterwards proves that it
/// was still at work when the other began.
final class OneExtractorPerTemplate implements Checker {

    /// Another's copy that began while this one had not finished.
    private record Suspicion(Span worker, Span intruder) { }

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Map<String, List<Span>> workers = new HashMap<>();
    private final Map<Span, List<Suspicion>> suspicions = new HashMap<>();
    private long copies;

    OneExtractorPerTemplate(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "OneExtractorPerTemplate";
    }

    @Override
    public void see(Event event, Span span) {
        Span op = span.op();
        if (!suspicions.isEmpty() && event.type() != Type.INFO && suspicions.containsKey(op)) {
            suspicions.remove(op).forEach(this::breach);
        }
        if (span.copies() && event.begins() && !op.key().isEmpty()) {
            copies++;
            workers(op.key()).stream().filter(worker -> worker != op).forEach(worker ->
                    suspicions.computeIfAbsent(worker, _ -> new ArrayList<>()).add(new Suspicion(worker, span)));
            begin(op);
        } else if (op == span && !event.begins()) {
            finish(op);
            suspicions.remove(op);
        } else if (!event.begins() && span.named().isStaging()) {
            seeEnd(span);
        }
    }

    /// Of a step about a staging dataset, which has ended.
    private void seeEnd(Span step) {
        boolean done = step.endedAs(Type.OK);
        if (step.kind() == Kind.CREATE && done) {
            begin(step.op());
        } else if (step.kind() == Kind.DESTROY || step.kind() == Kind.RENAME && done) {
            finish(step.op());
        }
    }

    private List<Span> workers(String key) {
        return workers.getOrDefault(key, List.of());
    }

    private void begin(Span op) {
        if (!op.key().isEmpty() && !workers(op.key()).contains(op)) {
            workers.computeIfAbsent(op.key(), _ -> new ArrayList<>()).add(op);
        }
    }

    private void finish(Span op) {
        workers.computeIfPresent(op.key(), (_, ops) -> {
            ops.remove(op);
            return ops.isEmpty() ? null : ops;
        });
    }

    private void breach(Suspicion suspicion) {
        Span worker = suspicion.worker;
        Span intruder = suspicion.intruder;
        breaches.add(intruder.process() + "'s " + intruder.f() + " began at " + Prose.seconds(intruder.begin().time())
                + ", step " + intruder.index() + ", while " + worker.process() + " was extracting "
                + Prose.key(worker.key()) + " as well, since " + Prose.seconds(worker.begin().time()),
                worker.index(), intruder.op().index(), intruder.index());
    }

    @Override
    public Finding end() {
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        return copies == 0 ? Finding.vacuous(claim(), "nothing was copied")
                : Finding.pass(claim(), copies + " copies, never two at work on one key");
    }
}
