package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Nobody waits for long for an extractor that has failed or died, and nobody for one that there never was.
final class WaitersWakeUp implements Checker {

    /// Who works on one key.
    private static final class Work {
        /// Ops with a staging dataset, and those that are trying to make one, by the time they began to.
        final Set<Span> extracting = new HashSet<>();
        final SequencedMap<Span, Long> trying = new LinkedHashMap<>();
        /// The last extractor that failed or died, unless another has begun since.
        Optional<Span> gone = Optional.empty();
    }

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Map<String, Work> works = new HashMap<>();
    /// Open waits, and the time since which each does nothing but wait.
    private final SequencedMap<Span, Long> waits = new LinkedHashMap<>();
    /// By open install: its last attempt to make a staging dataset, if that was refused without anybody being first.
    private final Map<Span, Span> refusals = new HashMap<>();
    private final Set<Span> reported = new HashSet<>();
    private long waited;

    WaitersWakeUp(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "WaitersWakeUp";
    }

    @Override
    public Set<Kind> hears() {
        return Set.of(Kind.INSTALL, Kind.SWEEP, Kind.WAIT, Kind.CREATE, Kind.CLONE, Kind.GET);
    }

    @Override
    public void see(Event event, Span span) {
        if (span.kind().isStep()) {
            if (span.sweep().isEmpty()) {
                seeStep(event, span);
            }
        } else if (span.kind() == Kind.INSTALL && !event.begins()) {
            waits.keySet().removeIf(wait -> wait.op() == span && end(wait, event.time()));
            finish(span);
        } else if (span.begin().value() instanceof Value.Waiting) {
            seeWait(event, span);
        } else if (span.kind() == Kind.SWEEP && !event.begins()) {
            span.waiting().ifPresent(wait -> waits.replace(wait, event.time()));
        }
    }

    private void seeWait(Event event, Span wait) {
        if (event.begins()) {
            waited++;
            waits.put(wait, event.time());
            judgeAlone(wait, wait);
        } else {
            end(wait, event.time());
            waits.remove(wait);
        }
    }

    private void seeStep(Event event, Span step) {
        switch (step.kind()) {
            case CREATE -> {
                if (step.named().isStaging() && step.op().key().equals(step.named().key())) {
                    seeCreate(event, step);
                }
            }
            case CLONE, GET -> {
                if (event.begins() && step.waiting().isPresent()) {
                    judgeAlone(step.waiting().get(), step);
                }
            }
            default -> { }
        }
    }

    private void seeCreate(Event event, Span create) {
        Span op = create.op();
        Work work = works.computeIfAbsent(op.key(), _ -> new Work());
        refusals.remove(op);
        if (event.begins()) {
            work.trying.putIfAbsent(op, event.time());
        } else if (create.mayHaveHappened()) {
            long noticed = work.trying.getOrDefault(op, event.time());
            waits.keySet().stream().filter(wait -> wait.op().key().equals(op.key()))
                    .forEach(wait -> judge(wait, work, noticed));
            work.trying.remove(op);
            work.extracting.add(op);
            work.gone = Optional.empty();
        } else if (create.error().kind().equals("EXISTS")) {
            work.trying.remove(op);
        } else {
            refusals.put(op, create);
        }
    }

    private void finish(Span install) {
        refusals.remove(install);
        Work work = works.getOrDefault(install.key(), new Work());
        boolean worked = work.extracting.remove(install) | work.trying.remove(install) != null;
        if (worked && work.extracting.isEmpty()) {
            work.gone = install.endedAs(Type.OK) ? Optional.empty() : Optional.of(install);
        }
    }

    /// @return true, so that it can be forgotten
    private boolean end(Span wait, long at) {
        Work work = works.getOrDefault(wait.op().key(), new Work());
        long noticed = work.trying.values().stream().mapToLong(Long::longValue).min().orElse(at);
        judge(wait, work, Math.min(at, noticed));
        return true;
    }

    private void judge(Span wait, Work work, long until) {
        if (work.gone.isEmpty()) {
            return;
        }
        Span gone = work.gone.get();
        long since = Math.max(gone.endTime(), waits.getOrDefault(wait, wait.begin().time()));
        if (until - since > scene.setup().grace() && reported.add(wait)) {
            breaches.add(wait.process() + " waited for the extractor of " + Prose.key(gone.key()) + " until "
                    + Prose.seconds(until) + ", step " + wait.index() + ", but " + gone.process() + " had "
                    + (gone.endedAs(Type.FAIL) ? "failed" : "died") + " at " + Prose.seconds(gone.endTime()),
                    wait.op().index(), wait.index(), gone.index(), gone.endIndex());
        }
    }

    /// Whose own attempt was refused for another reason than that somebody was first has nobody to wait for.
    private void judgeAlone(Span wait, Span poll) {
        Span refusal = refusals.get(wait.op());
        if (refusal != null && reported.add(wait)) {
            breaches.add(wait.process() + " waited at " + Prose.seconds(poll.begin().time()) + ", step " + poll.index()
                    + ", for another extractor of " + Prose.key(wait.op().key()) + ", but its own staging dataset had "
                    + "been refused at " + Prose.seconds(refusal.endTime()) + " with "
                    + Prose.problem(refusal.error()), wait.op().index(), refusal.endIndex(), poll.index());
        }
    }

    @Override
    public Finding end() {
        waits.keySet().forEach(wait -> end(wait, scene.now()));
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        return waited == 0 ? Finding.vacuous(claim(), "nobody waited")
                : Finding.pass(claim(), Prose.count(waited, "wait") + ", each over soon after there was nothing to "
                        + "wait for");
    }
}
