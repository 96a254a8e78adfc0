package enospc.check;

import enospc.check.Templates.Template;
import enospc.history.Event.Type;
import enospc.history.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// No install fails for lack of space while a template lies idle that nobody has tried to evict for it.
///
/// Counted is a template that was idle when the retry's sweep began, or the space ran out if there was none, and that
/// nobody had to do with from then until the install had failed.
final class NoNeedlessFailure implements Checker {

    /// What an open install has met.
    private static final class Course {
        long firstShort = Event.NO_OP;
        long since = Long.MAX_VALUE;
        boolean swept;
    }

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Map<Span, Course> courses = new HashMap<>();
    private long failed;

    NoNeedlessFailure(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "NoNeedlessFailure";
    }

    @Override
    public void see(Event event, Span span) {
        Span op = span.op();
        if (op.kind() != Kind.INSTALL || span.kind() == Kind.CENSUS) {
            return;
        }
        if (span == op && !event.begins()) {
            Course course = courses.remove(op);
            judge(op, course == null ? new Course() : course);
        } else if (event.begins() && span.isRetry()) {
            Course course = course(op);
            course.swept = true;
            course.since = event.time();
        } else if (span.endedShort() && span.kind() != Kind.WAIT && span.sweep().isEmpty()) {
            Course course = course(op);
            course.firstShort = course.firstShort == Event.NO_OP ? span.endIndex() : course.firstShort;
            course.since = course.swept ? course.since : event.time();
        }
    }

    /// Of those that met nothing, nothing is kept.
    private Course course(Span op) {
        return courses.computeIfAbsent(op, _ -> new Course());
    }

    private void judge(Span install, Course course) {
        boolean failedShort = install.endedAs(Type.FAIL) && course.firstShort != Event.NO_OP
                && (install.error().outOfSpace() || install.error().kind().equals("DEADLINE"));
        if (!failedShort) {
            return;
        }
        failed++;
        List<Template> idle = scene.templates().all()
                .filter(template -> template.idle() && isUntouched(template, install, course.since)).toList();
        if (!idle.isEmpty()) {
            Template first = idle.getFirst();
            breaches.add(install.process() + "'s install of " + Prose.key(install.key()) + " failed at "
                    + Prose.seconds(install.endTime()) + " (" + Prose.problem(install.error()) + ") while "
                    + Prose.count(idle.size(), "template") + " lay idle: " + Prose.key(first.key()) + " since "
                    + Prose.seconds(first.idleSinceTime()), install.index(), course.firstShort, install.endIndex());
        }
    }

    /// Whether nobody has had to do with it since, nor shortly before, when its lock may still have been held.
    private boolean isUntouched(Template template, Span install, long since) {
        return template.lastTouchTime() < since - EvictionKeepsItsWord.LETS_GO_NANOS
                && !template.key().equals(install.key())
                && scene.open().stream().noneMatch(other -> other.key().equals(template.key()));
    }

    @Override
    public Finding end() {
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        return failed == 0 ? Finding.vacuous(claim(), "no install failed for lack of space")
                : Finding.pass(claim(), Prose.count(failed, "install")
                        + " failed for lack of space, with nothing left to evict");
    }
}
