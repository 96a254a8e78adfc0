package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.install.Store;
import enospc.pool.Command;
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

    void see(Event event, Span span, Store store) {
        if (!span.key().isEmpty()) {
            of(span.key(), event).touch(event);
        }
        span.command().ifPresent(command -> see(event, command, span, store));
        if (span.copies() && store.isStaging(span.name())) {
            of(store.keyOf(span.name()), event).touch(event);
        }
    }

    private void see(Event event, Command command, Span step, Store store) {
        if (store.isWithinTemplates(command.name())) {
            of(store.keyOf(command.name()), event).touch(event);
        }
        boolean done = step.endedAs(Type.OK);
        switch (command) {
            case Command.Clone(String snapshot, String name) when store.isWithinTemplates(snapshot) ->
                    cloned(event, step, of(store.keyOf(snapshot), event), name);
            case Command.Snapshot(String name) when done && store.isPristine(name) -> {
                Template template = of(store.keyOf(name), event);
                template.sealed = true;
                template.installed |= store.isTemplate(name.substring(0, name.indexOf('@')));
                template.idleFrom(event);
            }
            case Command.Rename(String name, String to) when done && store.isStaging(name) && store.isTemplate(to) -> {
                Template template = of(store.keyOf(to), event);
                template.installed = template.sealed;
                template.idleFrom(event);
            }
            case Command.Destroy(String name, boolean _) when done && store.isPristine(name) -> {
                Template template = of(store.keyOf(name), event);
                template.sealed = false;
                template.installed = false;
                template.lastEviction = Optional.of(step);
            }
            case Command.Destroy(String name, boolean _) when store.isPristine(name) ->
                    of(store.keyOf(name), event).leaving = !step.endedAs(Type.FAIL);
            case Command.Destroy(String name, boolean _) when done && keyOfContainer.containsKey(name) -> {
                Template template = of(keyOfContainer.remove(name), event);
                template.clones.remove(name);
                template.idleFrom(event);
                template.touch(event);
            }
            case Command.Destroy(String name, boolean _) when done && store.isStaging(name) ->
                    of(store.keyOf(name), event).sealed = of(store.keyOf(name), event).installed;
            case Command.Create _, Command.Destroy _, Command.Rename _, Command.Snapshot _, Command.Clone _,
                 Command.Set _, Command.Mount _, Command.Unmount _, Command.Get _, Command.ListAll _,
                 Command.Sync _, Command.Unsquash _, Command.Pipe _,
                 Command.Chmod _, Command.Fill _, Command.Digest _ -> { }
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
        return templates.computeIfAbsent(key, _ -> new Template(key, event));
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
