package enospc.run.exec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Store;
import enospc.plan.StepFault;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Reply.Refused;
import enospc.pool.Reply.Why;
import enospc.pool.zfs.Refusals;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes down the steps of one op of a subject as the built-in protocol's are: a pair of `tar` is one pipe. For any
/// thread.
final class OpSteps {

    /// Of what a step said, so much goes to the history.
    private static final int STDERR_CHARS = 2000;
    private static final int SIGNALLED = 128;

    /// What the op is about.
    ///
    /// @param op    index of its invocation
    /// @param image name of the image, or empty
    /// @param key   of the image, or empty
    /// @param mount where the store is mounted
    /// @param deadline nanoseconds that a copy may take
    record About(String worker, long op, String image, String key, Store store, String mount, long deadline) { }

    private record Open(Typed typed, long index) { }

    private final Journal journal;
    private final About about;
    private final Stretches stretches;
    private final Map<Integer, Open> open = new HashMap<>();
    private Optional<Pipe> pipe = Optional.empty();
    private Problem lastShort = Problem.NONE;

    OpSteps(Journal journal, About about, Stretches stretches) {
        this.journal = journal;
        this.about = about;
        this.stretches = stretches;
    }

    /// @return what the step is
    synchronized Typed begins(int slot, List<String> argv) {
        Typed typed = Typed.of(argv);
        boolean half = typed.kind() == Typed.Kind.SENDER || typed.kind() == Typed.Kind.RECEIVER;
        if (pipe.isPresent() && !half) {
            endPipe(pipe.get());
        }
        if (half && pipe.isPresent()) {
            pipe.get().joins(slot, typed.kind());
            return typed;
        }
        stretches.before(typed);
        long index = journal.invoke(about.worker, typed.f(), asked(typed), about.op);
        if (half) {
            pipe = Optional.of(new Pipe(index));
            pipe.get().joins(slot, typed.kind());
        } else {
            open.put(slot, new Open(typed, index));
        }
        return typed;
    }

    private Value asked(Typed typed) {
        return switch (typed.kind()) {
            case COMMAND -> new Value.Step(typed.command().orElseThrow(), typed.argv());
            case COPY, SENDER, RECEIVER -> new Value.Copying(about.image, about.key,
                    Typed.target(typed.into(), about.store, about.mount, about.key), about.deadline, typed.argv());
            case OTHER -> {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                typed.argv().forEach(json.putArray("argv")::add);
                yield new Value.Other(json);
            }
        };
    }

    /// Writes down that a fault befalls a step that has begun.
    void harmed(StepFault fault, Typed typed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("worker", about.worker).put("step", typed.f())
                .put("do", fault.deed().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        journal.note("step-fault", "step-fault", new Value.Other(json));
    }

    synchronized void ends(int slot, int status, String stderr) {
        if (pipe.isPresent() && pipe.get().holds(slot)) {
            pipe.get().ends(slot, status, stderr);
            if (pipe.get().over()) {
                endPipe(pipe.get());
            }
            return;
        }
        Open step = open.remove(slot);
        if (step != null) {
            end(step, status, stderr);
        }
    }

    private void endPipe(Pipe ended) {
        pipe = Optional.empty();
        boolean senderOnly = ended.receiver() == 0 && ended.sender() != 0;
        String stderr = senderOnly ? "the sender failed: " + ended.senderSaid() : ended.receiverSaid();
        Typed typed = new Typed("pipe", List.of("tar"), Typed.Kind.COPY, Optional.empty(), Optional.empty());
        end(new Open(typed, ended.index()), senderOnly ? ended.sender() : ended.receiver(), stderr);
    }

    private void end(Open step, int status, String stderr) {
        boolean copies = step.typed.kind() == Typed.Kind.COPY;
        Value value = status != 0 || !stderr.isBlank() ? new Value.Exit(status, cut(stderr)) : Value.None.NONE;
        if (status == 0 || stderr.contains("filesystem successfully created")) {
            done(step, value);
        } else if (status > SIGNALLED && !copies) {
            end(step, Type.INFO, value, new Problem(Problem.LOST, "ended by signal " + (status - SIGNALLED)));
        } else {
            Refused why = status > SIGNALLED
                    ? new Refused(Why.DEADLINE, "ended by signal " + (status - SIGNALLED)) : Refusals.of(stderr);
            Problem problem = new Problem(why.why().name(), why.text());
            boolean shortage = why.why().outOfSpace() || copies && why.why() == Why.DEADLINE;
            lastShort = shortage && !stretches.sweeps() ? problem : lastShort;
            end(step, Type.FAIL, value, problem);
            stretches.refused(step.typed, why.why(), shortage);
        }
    }

    /// A reading of one dataset that succeeds has found it; what else it found only the subject knows.
    private void done(Open step, Value value) {
        Optional<Command> command = step.typed.command();
        Value found = command.isPresent() && command.get() instanceof Command.Get(String name)
                ? new Value.Found(List.of(new Dataset(name, "", 0, 0, 0, 0, 0, false, new TreeMap<>()))) : value;
        end(step, Type.OK, found, Problem.NONE);
        stretches.done(step.typed);
    }

    private void end(Open step, Type type, Value value, Problem problem) {
        boolean unreadable = step.typed.kind() == Typed.Kind.OTHER;
        journal.end(about.worker, step.index, type, unreadable ? json(value) : value, problem);
    }

    private static Value json(Value value) {
        return value instanceof Value.Exit(int status, String stderr)
                ? new Value.Other(JsonNodeFactory.instance.objectNode().put("status", status).put("stderr", stderr))
                : value;
    }

    private static String cut(String stderr) {
        String text = stderr.strip();
        return text.length() <= STDERR_CHARS ? text : text.substring(0, STDERR_CHARS / 2) + "\n...\n"
                + text.substring(text.length() - STDERR_CHARS / 2);
    }

    /// The op is over: what is still open ended with its process, and nobody heard how.
    synchronized void over(boolean ok) {
        pipe.ifPresent(half -> {
            if (half.allEnded()) {
                endPipe(half);
            } else {
                pipe = Optional.empty();
                lost(half.index());
            }
        });
        open.values().forEach(step -> lost(step.index));
        open.clear();
        stretches.close(ok);
    }

    private void lost(long index) {
        journal.end(about.worker, index, Type.INFO, Value.None.NONE, new Problem(Problem.LOST, "ended with its op"));
    }

    /// The last refusal for lack of space outside of a sweep, or none.
    synchronized Problem lastShort() {
        return lastShort;
    }

    /// The two ends of a `tar | tar`, in whichever order they are heard of.
    private static final class Pipe {

        private final long index;
        private final Map<Integer, Typed.Kind> slots = new HashMap<>();
        private final Map<Typed.Kind, Integer> statuses = new HashMap<>();
        private final Map<Typed.Kind, String> said = new HashMap<>();

        Pipe(long index) {
            this.index = index;
        }

        long index() {
            return index;
        }

        void joins(int slot, Typed.Kind kind) {
            slots.put(slot, kind);
        }

        boolean holds(int slot) {
            return slots.containsKey(slot);
        }

        void ends(int slot, int status, String stderr) {
            Typed.Kind kind = slots.remove(slot);
            statuses.put(kind, status);
            said.put(kind, stderr);
        }

        boolean allEnded() {
            return slots.isEmpty() && !statuses.isEmpty();
        }

        boolean over() {
            return slots.isEmpty() && statuses.size() == 2;
        }

        int sender() {
            return statuses.getOrDefault(Typed.Kind.SENDER, 0);
        }

        int receiver() {
            return statuses.getOrDefault(Typed.Kind.RECEIVER, 0);
        }

        String senderSaid() {
            return said.getOrDefault(Typed.Kind.SENDER, "");
        }

        String receiverSaid() {
            return said.getOrDefault(Typed.Kind.RECEIVER, "");
        }
    }
}
