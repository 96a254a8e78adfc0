package enospc.check;

import enospc.history.Event;
import enospc.history.Value;
import enospc.install.Store;

/// No pipe, wait or install goes on past its deadline by more than the grace period.
///
/// The deadline is the tool's, from the terms of the run: the subject may have none. An install has one for its wait,
/// one for each of its two attempts to copy, and a grace for each other step.
final class NoPipePastDeadline implements Checker {

    private static final int COPIES = 2;

    private final Scene scene;
    private final Breaches breaches = new Breaches();
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
    public void see(Event event, Span span) {
        if (event.value() instanceof Value.Census && !event.begins()) {
            lastCensus = event.index();
        }
        if (!event.begins() && bound(span) < Long.MAX_VALUE) {
            ended++;
            judge(span, event.time());
        }
        scene.unheard().forEach(step -> judge(step, event.time()));
    }

    /// Nanoseconds that it may take; a great number for what has no deadline.
    private long bound(Span span) {
        Value.Setup setup = scene.setup();
        if (span.begin().value() instanceof Value.Copying copying) {
            return Math.min(copying.deadline(), setup.pipeDeadline()) + setup.grace();
        }
        return switch (span.f()) {
            case "wait" -> setup.waitDeadline() + setup.grace();
            case "install" -> setup.waitDeadline() + COPIES * setup.pipeDeadline()
                    + (span.steps() + 1) * setup.grace();
            default -> Long.MAX_VALUE;
        };
    }

    private void judge(Span span, long until) {
        long took = until - span.begin().time();
        if (took > bound(span)) {
            String name = switch (span.f()) {
                case "install" -> "install of " + Prose.key(span.key());
                case "wait" -> "wait";
                default -> span.f() + " into " + Prose.key(span.op().key()) + Store.STAGING;
            };
            breaches.add(span.process() + "'s " + name + ", which began at " + Prose.seconds(span.begin().time())
                    + (span.isOp() ? "" : ", step " + span.index()) + ", "
                    + (span.open() ? "still ran after " : "took ") + Prose.seconds(took) + "; it may take "
                    + Prose.seconds(bound(span) - scene.setup().grace()) + " and " + Prose.seconds(
                            scene.setup().grace()) + " of grace",
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
