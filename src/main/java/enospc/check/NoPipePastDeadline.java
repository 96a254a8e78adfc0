package enospc.check;

import enospc.history.Event;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Reply.Why;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// No pipe, wait or install goes on past its deadline by more than the grace period.
///
/// The deadline is the tool's, from the terms of the run: the subject may have none. An install has one for its wait,
/// one for each of its two attempts to copy, and a grace for each other step. Time during which a squeeze was held does
/// not count: no space could be had then.
///
/// A copy that the tool ended at its deadline has kept it; its processes then have a time of their own to go, because
/// the kernel lets a writer that waits for a transaction group go only after that.
final class NoPipePastDeadline implements Checker {

    private static final int COPIES = 2;

    /// What a killed process group may take to be gone.
    static final long GOING_NANOS = 60_000_000_000L;

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Squeezes squeezes = new Squeezes();
    /// For how long a squeeze had been held when each span with a deadline began.
    private final Map<Span, Long> heldBefore = new HashMap<>();
    private long ended;
    private long lastCensus = Event.NO_OP;

    NoPipePastDeadline(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "NoPipePastDeadline";
    }

    @Override
    public Set<Kind> hears() {
        return Set.of(Kind.INSTALL, Kind.WAIT, Kind.COPY, Kind.CENSUS, Kind.OTHER);
    }

    @Override
    public void see(Event event, Span span) {
        if (event.value() instanceof Value.Census && !event.begins()) {
            lastCensus = event.index();
        }
        if (span.kind() == Kind.OTHER) {
            squeezes.see(event, span);
        }
        if (isBound(span)) {
            if (event.begins()) {
                heldBefore.put(span, squeezes.heldUntil(event.time()));
            } else {
                ended++;
                judge(span, event.time());
                heldBefore.remove(span);
            }
        }
    }

    @Override
    public void lost(Event event, Span step) {
        judge(step, event.time());
        heldBefore.remove(step);
    }

    private static boolean isBound(Span span) {
        return span.copies() || span.kind() == Kind.INSTALL || span.kind() == Kind.WAIT;
    }

    /// Nanoseconds that it may take; a great number for what has no deadline.
    private long bound(Span span) {
        Value.Setup setup = scene.setup();
        if (span.begin().value() instanceof Value.Copying copying) {
            return Math.min(copying.deadline(), setup.pipeDeadline())
                    + (endedByTool(span) ? GOING_NANOS : setup.grace());
        }
        return switch (span.kind()) {
            case WAIT -> setup.waitDeadline() + setup.grace();
            case INSTALL -> setup.waitDeadline() + COPIES * setup.pipeDeadline()
                    + (span.steps() + 1) * setup.grace();
            default -> Long.MAX_VALUE;
        };
    }

    private static boolean endedByTool(Span span) {
        return span.error().kind().equals(Why.DEADLINE.name());
    }

    private void judge(Span span, long until) {
        long took = until - span.begin().time();
        long held = squeezes.heldUntil(until) - heldBefore.getOrDefault(span, squeezes.heldUntil(until));
        if (span.copies() && endedByTool(span) && took > bound(span)) {
            breaches.add(span.process() + "'s " + span.f() + " into " + Prose.key(span.op().key()) + Store.STAGING
                    + ", step " + span.index() + ", was ended at its deadline, and its processes were there for "
                    + Prose.seconds(took) + " since it began; they have " + Prose.seconds(GOING_NANOS)
                    + " to go: one is stuck in the kernel", span.op().index(), span.index(), lastCensus,
                    span.endIndex());
        } else if (took - held > bound(span)) {
            String name = switch (span.f()) {
                case "install" -> "install of " + Prose.key(span.key());
                case "wait" -> "wait";
                default -> span.f() + " into " + Prose.key(span.op().key()) + Store.STAGING;
            };
            breaches.add(span.process() + "'s " + name + ", which began at " + Prose.seconds(span.begin().time())
                    + (span.isOp() ? "" : ", step " + span.index()) + ", "
                    + (span.open() ? "still ran after " : "took ") + Prose.seconds(took) + "; it may take "
                    + Prose.seconds(bound(span) - scene.setup().grace()) + " and " + Prose.seconds(
                            scene.setup().grace()) + " of grace"
                    + (held == 0 ? "" : ", the " + Prose.seconds(held) + " of squeezes not counted"),
                    span.op().index(), span.index(), lastCensus, span.open() ? Event.NO_OP : span.endIndex());
        }
    }

    @Override
    public Finding end() {
        scene.open().forEach(span -> judge(span, scene.now()));
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        return ended == 0 ? Finding.vacuous(claim(), "no copy, wait or install has ended")
                : Finding.pass(claim(), ended + " copies, waits and installs ended in time");
    }
}
