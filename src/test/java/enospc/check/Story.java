package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Command;
import enospc.pool.Contents;
import enospc.pool.Dataset;
import enospc.pool.PoolLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Tells a small history for a test, an event a millisecond after the other unless [#at] says otherwise.
///
/// Root `p`, quota 1,000, threshold 80, pipes 60 s, waits 600 s, grace 5 s.
final class Story {

    static final Store STORE = new Store("p");
    static final long QUOTA = 1000;
    static final RunFacts FACTS = new RunFacts(7, "race", "stress replay x", "0.1.0", List.of());

    private static final long SECOND = 1_000_000_000L;

    final List<Event> events = new ArrayList<>();
    private final List<String> required;
    private final TreeMap<String, Long> measured = new TreeMap<>();
    private long now;

    private Story(String... required) {
        this.required = List.of(required);
    }

    /// Nothing but the terms of the run.
    static Story told(String... required) {
        Story story = new Story(required);
        story.add(Type.OK, "setup", "setup", story.setup(), Problem.NONE, Event.NO_OP);
        return story;
    }

    private Value setup() {
        return new Value.Setup("p", QUOTA, 80, measured, 60 * SECOND, 600 * SECOND, 5 * SECOND, required);
    }

    private long add(Type type, String process, String f, Value value, Problem error, long op) {
        long index = events.size();
        events.add(new Event(index, now, process, type, f, value, error, op));
        now += 1_000_000;
        return index;
    }

    /// What the image takes once it is unpacked.
    Story measures(String key, long bytes) {
        measured.put(key, bytes);
        return this;
    }

    Story at(double seconds) {
        now = Math.round(seconds * SECOND);
        return this;
    }

    Op install(String worker, String key, String container) {
        return new Op(worker, "install", new Value.Installing("i-" + key, key, container));
    }

    Op remove(String worker, String container) {
        return new Op(worker, "remove", new Value.Removing(container));
    }

    /// A sweep of the nemesis, as an op of its own.
    Op sweep(boolean allWarm) {
        return new Op("nemesis", "sweep", new Value.Sweeping("nemesis", 10 * SECOND, allWarm));
    }

    Op squeeze(long bytes) {
        return new Op("nemesis", "squeeze", new Value.Squeezing(STORE.squeeze(), bytes));
    }

    Op quotaCut(long bytes) {
        return new Op("nemesis", "quota cut", new Value.Squeezing(STORE.templates(), bytes));
    }

    Op release(long bytes) {
        return new Op("nemesis", "release", new Value.Squeezing(STORE.squeeze(), bytes));
    }

    Story census(String scope, Dataset... shown) {
        return overlapping(scope, () -> { }, shown);
    }

    /// A census that shows `shown`, and what happened between its beginning and its end.
    Story overlapping(String scope, Runnable meanwhile, Dataset... shown) {
        add(Type.INVOKE, "census", "census", Value.None.NONE, Problem.NONE, Event.NO_OP);
        meanwhile.run();
        add(Type.OK, "census", "census", Value.None.NONE, Problem.NONE, Event.NO_OP);
        return shows(scope, new TreeMap<>(), shown);
    }

    /// Puts a census into the last event.
    private Story shows(String scope, SequencedMap<String, String> digests, Dataset... shown) {
        Event last = events.removeLast();
        events.add(new Event(last.index(), last.time(), last.process(), last.type(), last.f(),
                new Value.Census(scope, List.of(shown), digests), last.error(), last.op()));
        return this;
    }

    /// The digest of one dataset in the last census.
    Story digest(String dataset, String digest) {
        Value.Census census = (Value.Census) events.getLast().value();
        TreeMap<String, String> digests = new TreeMap<>(census.digests());
        digests.put(dataset, digest);
        return shows(census.scope(), digests, census.datasets().toArray(Dataset[]::new));
    }

    /// A final census that shows this, and the last event.
    Story end(Dataset... shown) {
        census("final", shown);
        add(Type.OK, "setup", "end", Value.None.NONE, Problem.NONE, Event.NO_OP);
        return this;
    }

    /// What the tool has to say of a subject, and is over at once.
    Story remark(String f) {
        for (Type type : List.of(Type.INVOKE, Type.OK)) {
            add(type, "w0", f, Value.None.NONE, Problem.NONE, Event.NO_OP);
        }
        return this;
    }

    /// The pool's own log, whose entries are `action name` or `set name property`, each with its second.
    Story log(Entry... entries) {
        Value log = new Value.PoolLog(now / SECOND, List.of(entries));
        add(Type.OK, "census", "pool log", log, Problem.NONE, Event.NO_OP);
        return this;
    }

    /// An entry of that log: some seconds after the start, with the times of the epoch being those of the history.
    static Entry entry(long second, String action, String name) {
        return new Entry(second, 5, action, name, "");
    }

    Verdict verdict() {
        return Checkers.check(events, FACTS);
    }

    Finding finding(Function<Scene, Checker> claim) {
        return Checkers.check(events, FACTS, new Claims(List.of(claim))).findings().getFirst();
    }

    static Dataset dataset(String name, String origin) {
        return new Dataset(name, origin, 10, 90, 10, 0, 0, false, new TreeMap<>());
    }

    static Dataset staging(String key) {
        return dataset(STORE.staging(key), "");
    }

    static Dataset template(String key) {
        return dataset(STORE.template(key), "");
    }

    static Dataset pristine(String key) {
        return dataset(STORE.pristine(key), "");
    }

    static Dataset container(String name, String key) {
        return dataset(STORE.container(name), STORE.pristine(key));
    }

    /// A template with its stamp.
    static Dataset used(String key, long lastUsed) {
        TreeMap<String, String> user = new TreeMap<>();
        user.put(Store.LAST_USED, Long.toString(lastUsed));
        return new Dataset(STORE.template(key), "", 10, 90, 10, 0, 0, false, user);
    }

    /// The parent of all templates, filled so far.
    static Dataset filled(long used) {
        return new Dataset(STORE.templates(), "", used, QUOTA - used, 0, QUOTA, 0, false, new TreeMap<>());
    }

    static Dataset reserved(long bytes) {
        return new Dataset(STORE.squeeze(), "", bytes, 0, 0, 0, bytes, false, new TreeMap<>());
    }

    static String right(String key) {
        return Contents.digestOf(key);
    }

    /// An op that is being told: its steps, and how it ended.
    final class Op {

        final long index;
        private final String process;
        private final String f;
        private final Value value;
        private final String key;

        private Op(String process, String f, Value value) {
            this.process = process;
            this.f = f;
            this.value = value;
            this.key = value instanceof Value.Installing installing ? installing.key() : "";
            this.index = add(Type.INVOKE, process, f, value, Problem.NONE, Event.NO_OP);
        }

        private long step(Type type, String what, Value about, Problem error) {
            return add(type, process, what, about, error, index);
        }

        /// A step that has begun and not ended.
        Op begins(Command command) {
            step(Type.INVOKE, command.f(), new Value.Step(command), Problem.NONE);
            return this;
        }

        Op ends(String what) {
            step(Type.OK, what, Value.None.NONE, Problem.NONE);
            return this;
        }

        Op does(Command command) {
            return begins(command).ends(command.f());
        }

        Op refused(Command command, String kind) {
            begins(command);
            step(Type.FAIL, command.f(), Value.None.NONE, new Problem(kind, "planted"));
            return this;
        }

        Op finds(Command command, Dataset... found) {
            begins(command);
            step(Type.OK, command.f(), new Value.Found(List.of(found)), Problem.NONE);
            return this;
        }

        Op beginsCopy(String how) {
            step(Type.INVOKE, how, new Value.Copying("i-" + key, key, STORE.staging(key), 60 * SECOND), Problem.NONE);
            return this;
        }

        Op copies(String how) {
            return beginsCopy(how).ends(how);
        }

        Op copyFails(String how, String kind) {
            beginsCopy(how);
            step(Type.FAIL, how, Value.None.NONE, new Problem(kind, "planted"));
            return this;
        }

        /// The end of a copy that has begun.
        Op endsShort(String how, String kind) {
            step(Type.FAIL, how, Value.None.NONE, new Problem(kind, "planted"));
            return this;
        }

        Op beginsSweep(String reason, boolean allWarm) {
            step(Type.INVOKE, "sweep", new Value.Sweeping(reason, 0, allWarm), Problem.NONE);
            return this;
        }

        Op endsSweep(String... evicted) {
            step(Type.OK, "sweep", new Value.Swept(List.of(evicted)), Problem.NONE);
            return this;
        }

        /// A whole retry sweep that saw these templates idle, and evicted them.
        Op retrySweep(String... evicted) {
            beginsSweep("retry", true);
            List<Dataset> shown = new ArrayList<>();
            for (String each : evicted) {
                shown.add(used(each, 1));
                shown.add(pristine(each));
            }
            finds(new Command.ListAll(STORE.containers()), shown.toArray(Dataset[]::new));
            for (String each : evicted) {
                evicts(each);
            }
            return endsSweep(evicted);
        }

        Op evicts(String victim) {
            return does(new Command.Destroy(STORE.pristine(victim), false))
                    .does(new Command.Destroy(STORE.template(victim), false));
        }

        Op beginsWait() {
            step(Type.INVOKE, "wait", new Value.Waiting(key), Problem.NONE);
            return this;
        }

        Op wakes() {
            step(Type.OK, "wait", new Value.Waiting(key), Problem.NONE);
            return this;
        }

        Op givesUp() {
            step(Type.FAIL, "wait", new Value.Waiting(key), new Problem("DEADLINE", "planted"));
            return this;
        }

        Op creates() {
            return does(new Command.Create(STORE.staging(key), new TreeMap<>()));
        }

        Op publishes() {
            return does(new Command.Snapshot(STORE.staging(key) + Store.PRISTINE))
                    .does(new Command.Clone(STORE.staging(key) + Store.PRISTINE, container()))
                    .does(new Command.Rename(STORE.staging(key), STORE.template(key)));
        }

        /// All steps of an extractor that meets no trouble.
        Op extracts() {
            return creates().copies("pipe").publishes();
        }

        Op reuses() {
            return does(new Command.Clone(STORE.pristine(key), container()));
        }

        Op discards() {
            return does(new Command.Destroy(STORE.staging(key), true));
        }

        private String container() {
            return STORE.container(value instanceof Value.Installing installing ? installing.container() : "");
        }

        /// The end of a sweep that is an op of its own.
        Story swept(String... evicted) {
            add(Type.OK, process, f, new Value.Swept(List.of(evicted)), Problem.NONE, Event.NO_OP);
            return Story.this;
        }

        /// The end of a squeeze or a release.
        Story released(Type type) {
            return end(type, type == Type.FAIL ? new Problem("ENOSPC", "planted") : Problem.NONE);
        }

        Story ok() {
            return end(Type.OK, Problem.NONE);
        }

        Story fail(String kind) {
            return end(Type.FAIL, new Problem(kind, "planted"));
        }

        /// Killed: nobody knows.
        Story dies() {
            return end(Type.INFO, new Problem(Problem.LOST, "planted"));
        }

        private Story end(Type type, Problem error) {
            add(type, process, f, value, error, Event.NO_OP);
            return Story.this;
        }

        /// After the op: what its worker saw of it.
        Story looks(Dataset... shown) {
            add(Type.INVOKE, process, "census", Value.None.NONE, Problem.NONE, index);
            add(Type.OK, process, "census", Value.None.NONE, Problem.NONE, index);
            String name = switch (value) {
                case Value.Installing installing -> installing.container();
                case Value.Removing(String removed) -> removed;
                default -> throw new IllegalArgumentException("nobody looks after " + f);
            };
            return shows(name, new TreeMap<>(), shown);
        }

        Op at(double seconds) {
            Story.this.at(seconds);
            return this;
        }
    }
}
