package enospc.check;

import enospc.check.Templates.Template;
import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.pool.Dataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A sweep takes what its own reading showed as idle, least recently used first, whole, and all of it if told so.
///
/// It may pass over a template that somebody else has to do with, and a warm one while usage is below the threshold.
final class EvictionKeepsItsWord implements Checker {

    /// Whoever has done its last step on a key may hold its lock for so long.
    static final long LETS_GO_NANOS = 100_000_000;

    private static final Pattern STAMP = Pattern.compile("\\d{1,18}");

    private static final Set<Kind> HEARS = Stream.concat(Stream.of(Kind.SWEEP), Kind.COMMANDS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private record Candidate(String key, long lastUsed) { }

    /// What an open sweep has read and done.
    private static final class Course {
        Optional<Span> list = Optional.empty();
        /// What it has read of which nobody has asked yet who its candidates are.
        final List<List<Dataset>> found = new ArrayList<>();
        private final List<Candidate> candidates = new ArrayList<>();
        final SequencedSet<String> considered = new LinkedHashSet<>();
        /// Keys whose snapshot it has destroyed and not taken again, and whose dataset is still there.
        final Map<String, Span> halves = new HashMap<>();
        boolean passedOver;

    }

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Map<Span, Course> courses = new HashMap<>();
    private long evictions;

    EvictionKeepsItsWord(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "EvictionKeepsItsWord";
    }

    @Override
    public Set<Kind> hears() {
        return HEARS;
    }

    @Override
    public void see(Event event, Span span) {
        if (span.kind() == Kind.SWEEP) {
            if (event.begins()) {
                courses.put(span, new Course());
            } else {
                judge(span, courses.getOrDefault(span, new Course()));
                courses.remove(span);
            }
        } else if (span.sweep().isPresent() && span.command().isPresent()) {
            Course course = courses.get(span.sweep().get());
            if (course != null) {
                seeStep(event, span, course);
            }
        }
    }

    @Override
    public void lost(Event event, Span step) {
        courses.remove(step);
    }

    private void seeStep(Event event, Span step, Course course) {
        Name name = step.named();
        if (step.kind() == Kind.LIST && step.result() instanceof Value.Found(List<Dataset> found)) {
            course.list = Optional.of(step);
            course.found.add(found);
        } else if (step.kind() == Kind.GET && name.text().equals(scene.store().templates())) {
            course.passedOver |= step.endedAs(Type.OK) && !isPressed(step.result());
        } else if (name.isWithinTemplates()) {
            if (event.begins() && step.kind() == Kind.DESTROY && name.pristine()) {
                judgeVictim(name.key(), step, course);
            }
            course.considered.add(name.key());
            seeHalf(step, name.key(), course);
        }
    }

    private void seeHalf(Span step, String key, Course course) {
        boolean snapshot = step.named().pristine();
        if (step.kind() == Kind.DESTROY && snapshot && step.endedAs(Type.OK)) {
            evictions++;
            course.halves.put(key, step);
        } else if (step.kind() == Kind.DESTROY && !snapshot && !step.open()
                && (step.mayHaveHappened() || step.error().kind().equals("ABSENT"))) {
            course.halves.remove(key);
        } else if (step.kind() == Kind.SNAPSHOT && !step.open() && step.mayHaveHappened()) {
            course.halves.remove(key);
        }
    }

    private boolean isPressed(Value found) {
        return found instanceof Value.Found(var datasets) && datasets.stream().anyMatch(parent -> parent.quota() > 0
                && parent.used() * 100 >= parent.quota() * scene.setup().threshold());
    }

    /// Found out only for a sweep that takes something or was told to take all: most do neither.
    private List<Candidate> candidates(Course course) {
        course.found.forEach(found -> course.candidates.addAll(candidates(found)));
        course.found.clear();
        return course.candidates;
    }

    private List<Candidate> candidates(List<Dataset> found) {
        Set<String> installed = new HashSet<>();
        Set<String> live = new HashSet<>();
        for (Dataset dataset : found) {
            if (!dataset.origin().isEmpty() && scene.name(dataset.origin()).isTemplatesPristine()) {
                live.add(scene.name(dataset.origin()).key());
            }
            if (scene.name(dataset.name()).isTemplatesPristine()) {
                installed.add(scene.name(dataset.name()).key());
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Dataset dataset : found) {
            Name name = scene.name(dataset.name());
            if (name.isTemplate() && installed.contains(name.key()) && !live.contains(name.key())) {
                candidates.add(new Candidate(name.key(), lastUsed(dataset)));
            }
        }
        return candidates;
    }

    /// Seconds since 1970; a template without a readable stamp counts as infinitely old.
    private long lastUsed(Dataset template) {
        String stamp = template.user(scene.store().stamp());
        return STAMP.matcher(stamp).matches() ? Long.parseLong(stamp) : Long.MIN_VALUE;
    }

    private void judgeVictim(String key, Span destroy, Course course) {
        if (course.list.isEmpty()) {
            return;
        }
        Optional<Candidate> victim = candidates(course).stream()
                .filter(candidate -> candidate.key.equals(key)).findFirst();
        if (victim.isEmpty()) {
            breach(destroy, "went for " + Prose.key(key) + ", which its own reading, step "
                    + course.list.get().index() + ", does not show as idle", course, destroy.index());
            return;
        }
        candidates(course).stream()
                .filter(older -> older.lastUsed < victim.get().lastUsed && !course.passedOver)
                .filter(older -> !course.considered.contains(older.key) && !excused(older.key, destroy, course))
                .findFirst().ifPresent(older -> breach(destroy, "went for " + Prose.key(key) + ", last used at "
                        + victim.get().lastUsed + ", before " + Prose.key(older.key) + ", last used at "
                        + (older.lastUsed == Long.MIN_VALUE ? "no known time" : older.lastUsed), course,
                        destroy.index()));
    }

    private void judge(Span sweep, Course course) {
        if (!sweep.endedAs(Type.OK)) {
            return;
        }
        course.halves.forEach((key, step) -> breach(step, "destroyed the snapshot of " + Prose.key(key)
                + " and left the dataset", course, step.index(), sweep.endIndex()));
        boolean toldAll = sweep.begin().value() instanceof Value.Sweeping sweeping && sweeping.allWarm();
        Set<String> left = (toldAll ? candidates(course) : List.<Candidate>of()).stream().map(Candidate::key)
                .filter(key -> !course.considered.contains(key) && !excused(key, sweep, course))
                .map(Prose::key).collect(Collectors.toCollection(LinkedHashSet::new));
        if (!left.isEmpty()) {
            breach(sweep, "was told to evict all that is idle, and never tried " + String.join(", ", left), course,
                    sweep.endIndex());
        }
    }

    /// Whether somebody else has had to do with the key since the sweep read it, or is at an install of it.
    private boolean excused(String key, Span by, Course course) {
        Span list = course.list.orElse(by);
        long since = list.begin().time() - LETS_GO_NANOS;
        return key.equals(by.op().key())
                || scene.templates().find(key).map(template -> touched(template, by, since)).orElse(true)
                || scene.open().stream().anyMatch(other -> other.key().equals(key));
    }

    private static boolean touched(Template template, Span by, long since) {
        return template.lastTouchTimeBeside(by.process()) >= since;
    }

    private void breach(Span by, String what, Course course, long... evidence) {
        long[] all = new long[evidence.length + 2];
        all[0] = by.op().index();
        all[1] = course.list.map(Span::index).orElse(Event.NO_OP);
        System.arraycopy(evidence, 0, all, 2, evidence.length);
        breaches.add(by.process() + "'s sweep at " + Prose.seconds(by.begin().time()) + ", step " + by.index() + ", "
                + what, all);
    }

    @Override
    public Finding end() {
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        return evictions == 0 ? Finding.vacuous(claim(), "no sweep evicted anything")
                : Finding.pass(claim(), Prose.count(evictions, "template") + " evicted in the right order, each whole");
    }
}
