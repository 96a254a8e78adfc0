package enospc.run.exec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Installer;
import enospc.install.Outcome;
import enospc.install.SweepOrder;
import enospc.plan.Braces;
import enospc.plan.Subject;
import enospc.pool.Image;
import enospc.pool.Reply.Refused;
import enospc.pool.Reply.Why;
import enospc.pool.zfs.Refusals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// An external command as one worker uses it. Not for two threads at once.
final class ExecInstaller implements Installer {

    private static final int SIGNALLED = 128;

    /// A subject that says the same without end does not fill the history: no more marks of an op are written down.
    private static final int MARKS = 100;

    private final Subjects subjects;
    private final Subject subject;
    private final String worker;
    private final LongSupplier op;
    private final Path folder;
    private int count;

    /// @param op     index of the op that the worker is at
    /// @param folder of the worker, for what the subject writes outside of the store
    ExecInstaller(Subjects subjects, Subject subject, String worker, LongSupplier op, Path folder) {
        this.subjects = subjects;
        this.subject = subject;
        this.worker = worker;
        this.op = op;
        this.folder = folder;
    }

    @Override
    public Outcome install(Image image, String name) {
        Map<String, String> values = new HashMap<>(subjects.values());
        values.put("image", subjects.at().images().apply(image).toString());
        values.put("key", image.key());
        values.put("name", name);
        values.put("format", image.format().name().toLowerCase(java.util.Locale.ROOT));
        return run(subject.install(), values, op.getAsLong(), image.name(), image.key(), true).outcome;
    }

    @Override
    public Outcome remove(String name) {
        Map<String, String> values = new HashMap<>(subjects.values());
        values.put("name", name);
        return run(subject.remove(), values, op.getAsLong(), "", "", false).outcome;
    }

    /// By the subject's own command; without one nothing happens.
    @Override
    public List<String> sweep(SweepOrder order) {
        if (subject.sweep().isEmpty()) {
            return List.of();
        }
        String reason = order.reason().name().toLowerCase(java.util.Locale.ROOT);
        long index = subjects.journal().invoke(worker, "sweep",
                new Value.Sweeping(reason, order.warm().toNanos(), order.allWarm()), Event.NO_OP);
        Result result = run(subject.sweep(), subjects.values(), index, "", "", false);
        subjects.journal().end(worker, index, Type.OK, new Value.Swept(result.evicted), Problem.NONE);
        return result.evicted;
    }

    private record Result(Outcome outcome, List<String> evicted) { }

    private Result run(List<String> template, Map<String, String> known, long index, String image, String key,
                       boolean installs) {
        String mark = worker + "." + ++count;
        Map<String, String> values = new HashMap<>(known);
        values.put("worker", worker);
        values.put("scratch", folder.toString());
        AtomicInteger marks = new AtomicInteger();
        Stretches stretches = new Stretches(subjects.journal(), worker, index, key, subjects.store(),
                subjects.warm().toNanos(), installs);
        OpSteps steps = new OpSteps(subjects.journal(), new OpSteps.About(worker, index, image, key, subjects.store(),
                subjects.storeMount(), subjects.copyDeadline().toNanos()), stretches);
        Desk desk = subjects.shims().desk(worker);
        try {
            desk.begins(mark, steps);
            subjects.shims().order().begins(worker);
            Launcher.Ended ended = subjects.launcher().run(mark, template.stream().map(text -> fill(text, values))
                    .toList(), env(desk, mark, values), working(values), bound(), line -> marks(line, index, marks));
            desk.isOver();
            steps.over(!ended.late() && ended.status() == 0);
            subjects.keep(mark, ended);
            cut(ended, marks.get(), index);
            strays(ended.strays(), index);
            return new Result(outcome(ended, steps), stretches.evicted());
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot ready the desk of " + worker, broken);
        } finally {
            desk.isOver();
            subjects.shims().order().isOver(worker);
            subjects.shims().check();
        }
    }

    private static String fill(String text, Map<String, String> values) {
        return Braces.fill(text, values);
    }

    /// An install may wait once, and copy twice; then its time is over.
    private Duration bound() {
        return subjects.waitDeadline().plus(subjects.copyDeadline().multipliedBy(2));
    }

    private Path working(Map<String, String> values) {
        return subject.folder().isEmpty() ? folder : Path.of(fill(subject.folder(), values));
    }

    private Map<String, String> env(Desk desk, String mark, Map<String, String> values) {
        Map<String, String> env = new HashMap<>();
        subject.env().forEach((name, text) -> env.put(name, fill(text, values)));
        String path = env.getOrDefault("PATH", subjects.at().path());
        env.put("PATH", subjects.shims().bin() + ":" + path);
        env.put("ENOSPC_PATH", path);
        env.put("ENOSPC_DESK", desk.folder().toString());
        env.put("ENOSPC_STEPS", subjects.shims().fifo().toString());
        env.put("ENOSPC_OP", mark);
        return env;
    }

    private void marks(String line, long index, AtomicInteger count) {
        for (Subject.Mark mark : subject.marks()) {
            if (count.get() <= MARKS && mark.pattern().matcher(line).find() && count.incrementAndGet() <= MARKS) {
                ObjectNode json = JsonNodeFactory.instance.objectNode().put("transition", mark.transition())
                        .put("line", line);
                note("mark", json, index);
            }
        }
    }

    /// Says what of the output is not kept.
    private void cut(Launcher.Ended ended, int marks, long index) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (ended.out().leftOut() > 0) {
            json.put("out-bytes", ended.out().total()).put("out-left-out", ended.out().leftOut());
        }
        if (ended.err().leftOut() > 0) {
            json.put("err-bytes", ended.err().total()).put("err-left-out", ended.err().leftOut());
        }
        if (marks > MARKS) {
            json.put("marks-kept", MARKS);
        }
        if (!json.isEmpty()) {
            note("output-cut", json, index);
        }
    }

    private void strays(List<String> strays, long index) {
        if (!strays.isEmpty()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            strays.forEach(json.putArray("ended")::add);
            note("strays", json, index);
        }
    }

    private void note(String f, ObjectNode json, long index) {
        Value value = new Value.Other(json);
        long begun = subjects.journal().invoke(worker, f, value, index);
        subjects.journal().end(worker, begun, Type.OK, value, Problem.NONE);
    }

    private Outcome outcome(Launcher.Ended ended, OpSteps steps) {
        if (ended.late()) {
            return new Outcome.Unheard("ended after " + bound().toSeconds() + " s, all that an install may take");
        } else if (ended.status() == 0) {
            return new Outcome.Ready();
        } else if (ended.status() > SIGNALLED) {
            return new Outcome.Unheard("ended by signal " + (ended.status() - SIGNALLED));
        }
        String said = ended.err().kept();
        Refused refused = Refusals.of(said);
        String last = said.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce((_, line) -> line)
                .orElse("exit status " + ended.status());
        Problem shortage = steps.lastShort();
        Why why = shortage == Problem.NONE ? refused.why() : Why.valueOf(shortage.kind());
        return new Outcome.Failed(why, Optional.of(last).filter(text -> text.length() < 500)
                .orElse(last.substring(0, Math.min(500, last.length()))));
    }
}
