package enospc.report;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How one install took a transition, in five lines: when, who, what, and which event of the history says so.
public final class Trace {

    private static final int KEY_DIGITS = 8;

    /// What one install did, as far as it tells a transition. Each is an end, but for `copyBegins`.
    private static final class Course {
        private Optional<Event> copyBegins = Optional.empty();
        private Optional<Event> firstShort = Optional.empty();
        private Optional<Event> sweep = Optional.empty();
        private Optional<Event> again = Optional.empty();
        private Optional<Event> published = Optional.empty();
        private Optional<Event> cleaned = Optional.empty();
        private Optional<Event> end = Optional.empty();
        private boolean sweeping;
    }

    private final Map<Long, Course> courses = new HashMap<>();
    private final Map<String, Long> installs = new HashMap<>();
    private final List<Course> ended = new ArrayList<>();

    private Trace(Iterable<Event> history) {
        history.forEach(this::see);
    }

    /// The first install that took it.
    ///
    /// @param transition as in a verdict: `retry-succeeds`, `retry-fails` or `pipe-fails-clean`
    /// @return five lines; none if no install took it
    public static List<String> of(Iterable<Event> history, String transition) {
        return new Trace(history).ended.stream().map(course -> lines(course, transition))
                .filter(lines -> !lines.isEmpty()).findFirst().orElse(List.of());
    }

    private void see(Event event) {
        if (event.f().equals("install")) {
            seeInstall(event);
        } else if (courses.get(event.op()) instanceof Course course) {
            seeStep(event, course);
        }
    }

    private void seeInstall(Event event) {
        if (event.begins()) {
            installs.put(event.process(), event.index());
            courses.put(event.index(), new Course());
        } else if (installs.get(event.process()) instanceof Long op) {
            Course course = courses.remove(op);
            course.end = Optional.of(event);
            ended.add(course);
        }
    }

    private static void seeStep(Event event, Course course) {
        boolean sweep = event.f().equals("sweep");
        if (event.begins()) {
            course.sweeping |= sweep;
            boolean copies = event.value() instanceof Value.Copying;
            course.copyBegins = course.copyBegins.isEmpty() && copies ? Optional.of(event) : course.copyBegins;
        } else if (sweep) {
            course.sweeping = false;
            course.sweep = course.firstShort.isPresent() ? Optional.of(event) : course.sweep;
        } else if (!course.sweeping) {
            seeEnd(event, course);
        }
    }

    private static void seeEnd(Event event, Course course) {
        boolean isShort = event.type() == Type.FAIL
                && (event.error().outOfSpace() || event.error().kind().equals("DEADLINE"));
        if (course.firstShort.isEmpty()) {
            course.firstShort = isShort ? Optional.of(event) : Optional.empty();
        } else if (course.again.isEmpty() && event.f().equals(course.firstShort.get().f())) {
            course.again = Optional.of(event);
        } else if (event.f().equals("zfs rename")) {
            course.published = Optional.of(event);
        } else if (event.f().equals("zfs destroy")) {
            course.cleaned = Optional.of(event);
        }
    }

    private static List<String> lines(Course course, String transition) {
        if (course.firstShort.isEmpty() || course.sweep.isEmpty() || course.again.isEmpty()) {
            return List.of();
        }
        Event last = course.end.orElseThrow();
        boolean fits = switch (transition) {
            case "retry-succeeds" -> last.type() == Type.OK && course.published.isPresent() && freed(course);
            case "retry-fails" -> last.type() == Type.FAIL && course.cleaned.isPresent();
            case "pipe-fails-clean" -> course.firstShort.get().f().equals("pipe")
                    && course.firstShort.get().error().outOfSpace();
            default -> false;
        };
        if (!fits) {
            return List.of();
        }
        Optional<Event> fourth = transition.equals("retry-succeeds") ? course.published : course.cleaned;
        return transition.equals("pipe-fails-clean")
                ? List.of(line(course.copyBegins.orElseThrow()), line(course.firstShort.get()),
                        line(course.sweep.get()), line(course.again.get()), line(last))
                : List.of(line(course.firstShort.get()), line(course.sweep.get()), line(course.again.get()),
                        line(fourth.orElseThrow()), line(last));
    }

    private static boolean freed(Course course) {
        return course.sweep.orElseThrow().value() instanceof Value.Swept(List<String> evicted) && !evicted.isEmpty();
    }

    private static String line(Event event) {
        return String.format(Locale.ROOT, "%9.3f s  %-9s %-12s %-62s event %d", event.time() / 1e9, event.process(),
                event.f(), said(event), event.index());
    }

    private static String said(Event event) {
        if (event.value() instanceof Value.Swept(List<String> evicted)) {
            return evicted.isEmpty() ? "evicts nothing"
                    : "evicts " + String.join(", ", evicted.stream().map(Trace::shortened).toList());
        }
        String what = switch (event.value()) {
            case Value.Installing installing -> installing.image() + " as " + installing.container() + ", ";
            case Value.Copying copying -> copying.image() + " into " + shortened(copying.key()) + ".tmp, ";
            default -> "";
        };
        return what + switch (event.type()) {
            case INVOKE -> "begins";
            case OK -> "done";
            case FAIL -> event.op() == Event.NO_OP ? event.error().kind()
                    : cut(event.error().kind() + ", " + event.error().text());
            case INFO -> "nobody knows (" + cut(event.error().text()) + ")";
        };
    }

    private static String cut(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll("[0-9a-f]{64}", "K");
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }

    private static String shortened(String key) {
        return key.length() > KEY_DIGITS ? key.substring(0, KEY_DIGITS) : key;
    }
}
