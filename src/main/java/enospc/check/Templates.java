package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the steps tell of each key: whether it is installed, which containers are clones of it, and who last had to do
/// with it. It grows with the number of keys and of live containers.
final class Templates {

    /// One key. Indexes are of events.
    static final class Template {

        private final String key;
        private final Set<String> clones = new HashSet<>();
        private boolean sealed;
        private boolean installed;
        private boolean leaving;
        private long idleSince;
        private long idleSinceTime;
        private Event lastTouch;
        private Optional<Event> lastTouchOfAnother = Optional.empty();
        private Optional<Span> lastEviction = Optional.empty();

        private Template(String key, Event first) {
            this.key = key;
            this.lastTouch = first;
        }

        String key() {
            return key;
        }

        /// Whether it has its snapshot and its name, and no container uses it, as far as the steps tell. One whose
        /// snapshot somebody began to destroy, and was not heard of again, may be gone.
        boolean idle() {
            return installed && !leaving && clones.isEmpty();
        }

        /// Time since which it is idle.
        long idleSinceTime() {
            return idleSinceTime;
        }

        /// Containers that are clones of it, or may be by now.
        Set<String> clones() {
            return clones;
        }

        /// The last destroy of its snapshot that was not refused.
        Optional<Span> lastEviction() {
            return lastEviction;
        }

        /// Time of the last event about this key.
        long lastTouchTime() {
            return lastTouch.time();
        }

        /// Time of the last event about this key that was not of this process; a time before any if there was none.
        long lastTouchTimeBeside(String process) {
            return lastTouch.process().equals(process)
                    ? lastTouchOfAnother.map(Event::time).orElse(Long.MIN_VALUE) : lastTouch.time();
        }

        private void touch(Event event) {
            if (!lastTouch.process().equals(event.process())) {
                lastTouchOfAnother = Optional.of(lastTouch);
            }
            lastTouch = event;
        }

        private void idleFrom(Event event) {
            leaving = false;
            idleSince = event.index();
            idleSinceTime = event.time();
        }

        /// Whether it has been idle since before this event.
        boolean idleBefore(long index) {
            return idle() && idleSince < index;
        }
    }

    private final Map<String, Template> templates = new LinkedHashMap<>();
    /// The key of each container that is a clone, or may be.
    private final Map<String, String> keyOfContainer = new HashMap<>();

    void see(Event event, Span span) {
        if (span.kind() == Kind.INSTALL) {
            if (!span.key().isEmpty()) {
                of(span.key(), event).touch(event);
            }
        } else if (span.kind().isStep()) {
            Name name = span.named();
            if (span.kind() == Kind.COPY ? name.isStaging() : name.isWithinTemplates()) {
                of(name.key(), event).touch(event);
            }
            seeStep(event, span);
        }
    }

    private void seeStep(Event event, Span step) {
        Name name = step.named();
        switch (step.kind()) {
            case CLONE -> {
                if (step.other().isWithinTemplates()) {
                    cloned(event, step, of(step.other().key(), event), name.text());
                }
            }
            case SNAPSHOT -> {
                if (step.endedAs(Type.OK) && name.isPristineWithin()) {
                    Template template = of(name.key(), event);
                    template.sealed = true;
                    template.installed |= name.isTemplatesPristine();
                    template.idleFrom(event);
                }
            }
            case RENAME -> {
                if (step.endedAs(Type.OK) && name.isStaging() && step.other().isTemplate()) {
                    Template template = of(step.other().key(), event);
                    template.installed = template.sealed;
                    template.idleFrom(event);
                }
            }
            case DESTROY -> destroyed(event, name, step);
            default -> { }
        }
    }

    private void destroyed(Event event, Name name, Span step) {
        boolean done = step.endedAs(Type.OK);
        if (name.isPristineWithin()) {
            Template template = of(name.key(), event);
            if (done) {
                template.sealed = false;
                template.installed = false;
                template.lastEviction = Optional.of(step);
            } else {
                template.leaving = !step.endedAs(Type.FAIL) || step.error().kind().equals("ABSENT");
            }
        } else if (done && keyOfContainer.containsKey(name.text())) {
            Template template = of(keyOfContainer.remove(name.text()), event);
            template.clones.remove(name.text());
            template.idleFrom(event);
            template.touch(event);
        } else if (done && name.isStaging()) {
            of(name.key(), event).sealed = of(name.key(), event).installed;
        }
    }

    private void cloned(Event event, Span step, Template template, String container) {
        template.touch(event);
        if (event.begins()) {
            template.clones.add(container);
            keyOfContainer.put(container, template.key);
        } else if (step.endedAs(Type.FAIL) && template.clones.remove(container)) {
            keyOfContainer.remove(container);
        } else if (step.endedAs(Type.OK)) {
            template.leaving = false;
        }
    }

    private Template of(String key, Event event) {
        Template known = templates.get(key);
        if (known == null) {
            known = new Template(key, event);
            templates.put(key, known);
        }
        return known;
    }

    /// What is known of a key.
    Optional<Template> find(String key) {
        return Optional.ofNullable(templates.get(key));
    }

    /// All keys heard of, in the order in which they were.
    Stream<Template> all() {
        return templates.values().stream();
    }
}
