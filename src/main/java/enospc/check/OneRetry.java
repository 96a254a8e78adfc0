package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What runs out of space is tried exactly once more in an op, after a sweep of all that is idle.
final class OneRetry implements Checker {

    /// Steps that a protocol may leave undone or repeat at its leisure: stamps, unmounts, cleaning up.
    private static final Set<String> FREE = Set.of("zfs set", "zfs unmount", "zfs destroy", "zfs get",
            "zfs list", "sync", "digest");

    /// What an open install has met.
    private static final class Course {
        /// Names of what ran out of space since the last retry sweep, with the step that did.
        final Map<String, Span> shortSteps = new HashMap<>();
        long sweeps;
        long firstShort = Event.NO_OP;
    }

    private final Breaches breaches = new Breaches();
    private final Map<Span, Course> courses = new HashMap<>();
    private long shortInstalls;

    @Override
    public String claim() {
        return "OneRetry";
    }

    @Override
    public void see(Event event, Span span) {
        Span op = span.op();
        if (op.kind() != Kind.INSTALL || span.kind() == Kind.CENSUS) {
            return;
        }
        if (span == op) {
            if (event.begins()) {
                courses.put(op, new Course());
            } else {
                judge(op, courses.getOrDefault(op, new Course()));
                courses.remove(op);
            }
            return;
        }
        if (event.begins() && span.isRetry()) {
            seeRetry(span, courses.getOrDefault(op, new Course()));
        } else if (span.sweep().isEmpty() && (event.begins() || event.type() == Type.FAIL)) {
            Course course = courses.getOrDefault(op, new Course());
            if ((!event.begins() || !course.shortSteps.isEmpty()) && !FREE.contains(span.f())) {
                seeStep(event, span, course);
            }
        }
    }

    private void seeRetry(Span sweep, Course course) {
        course.sweeps++;
        course.shortSteps.clear();
        if (course.sweeps == 2) {
            breaches.add(sweep.process() + " retried a second time at " + Prose.seconds(sweep.begin().time())
                    + ", step " + sweep.index() + ", in one install of " + Prose.key(sweep.op().key()),
                    sweep.op().index(), course.firstShort, sweep.index());
        }
    }

    private void seeStep(Event event, Span step, Course course) {
        String what = step.f() + " " + step.name();
        Span before = course.shortSteps.get(what);
        if (event.begins() && before != null) {
            course.shortSteps.remove(what);
            breaches.add(step.process() + "'s " + step.f() + " of " + Prose.key(step.op().key())
                    + " ran out of space at " + Prose.seconds(before.endTime()) + " and was tried again at "
                    + Prose.seconds(step.begin().time()) + ", step " + step.index() + ", without a sweep",
                    step.op().index(), before.endIndex(), step.index());
        } else if (step.endedShort() && step.kind() != Kind.WAIT) {
            course.shortSteps.put(what, step);
            course.firstShort = course.firstShort == Event.NO_OP ? step.endIndex() : course.firstShort;
        }
    }

    private void judge(Span install, Course course) {
        shortInstalls += course.firstShort == Event.NO_OP ? 0 : 1;
        boolean failedShort = install.endedAs(Type.FAIL)
                && (install.error().outOfSpace() || install.error().kind().equals("DEADLINE"));
        if (failedShort && course.firstShort != Event.NO_OP && course.sweeps == 0) {
            breaches.add(install.process() + "'s install of " + Prose.key(install.key()) + " failed at "
                    + Prose.seconds(install.endTime()) + " (" + Prose.problem(install.error())
                    + ") without a retry", install.index(), course.firstShort, install.endIndex());
        }
    }

    @Override
    public Finding end() {
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        return shortInstalls == 0 ? Finding.vacuous(claim(), "no install ran out of space")
                : Finding.pass(claim(), Prose.count(shortInstalls, "install") + " ran out of space, and none retried "
                        + "other than once after a sweep");
    }
}
