package enospc.run;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Narrator;
import enospc.install.SweepOrder;
import enospc.pool.Command;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A pool that records each command that one process gives it, as a step of the op that the process is at.
final class Steps implements Pool, Narrator {

    private final Pool pool;
    private final Recorder recorder;
    private final String process;
    private long op = Event.NO_OP;

    Steps(Pool pool, Recorder recorder, String process) {
        this.pool = pool;
        this.recorder = recorder;
        this.process = process;
    }

    /// All further steps belong to the op with this index; [Event#NO_OP] for none.
    void belongTo(long op) {
        this.op = op;
    }

    /// The op that further steps belong to.
    long op() {
        return op;
    }

    @Override
    public Reply run(Command command) {
        recorder.invoke(process, command.f(), asked(command), op);
        Reply reply = pool.run(command);
        switch (reply) {
            case Reply.Done() -> end(Type.OK, Value.None.NONE, Problem.NONE);
            case Reply.Found(var datasets) -> end(Type.OK, new Value.Found(datasets), Problem.NONE);
            case Reply.Digested _ -> end(Type.OK, Value.None.NONE, Problem.NONE);
            case Reply.Refused(Why why, String text) -> end(Type.FAIL, Value.None.NONE, new Problem(why.name(), text));
            case Reply.Lost(String text) -> end(Type.INFO, Value.None.NONE, new Problem(Problem.LOST, text));
        }
        return reply;
    }

    private static Value asked(Command command) {
        return switch (command) {
            case Command.Unsquash(Image image, String name, Duration deadline) -> copying(image, name, deadline);
            case Command.Pipe(Image image, String name, Duration deadline) -> copying(image, name, deadline);
            case Command.Create _, Command.Destroy _, Command.Snapshot _, Command.Clone _, Command.Rename _,
                 Command.Set _, Command.Mount _, Command.Unmount _, Command.Get _, Command.ListAll _, Command.Sync _,
                 Command.Chmod _, Command.Fill _, Command.Digest _ -> new Value.Step(command);
        };
    }

    private static Value copying(Image image, String name, Duration deadline) {
        return new Value.Copying(image.name(), image.key(), name, deadline.toNanos());
    }

    @Override
    public void sweepBegins(SweepOrder order) {
        long index = recorder.invoke(process, "sweep", new Value.Sweeping(
                order.reason().name().toLowerCase(Locale.ROOT), order.warm().toNanos(), order.allWarm()), op);
        if (op == Event.NO_OP) {
            op = index;                                   // the nemesis: its sweep is the op of the steps in it
        }
    }

    @Override
    public void sweepEnds(SweepOrder order, List<String> evicted) {
        end(Type.OK, new Value.Swept(evicted), Problem.NONE);
    }

    @Override
    public void waitBegins(String key) {
        recorder.invoke(process, "wait", new Value.Waiting(key), op);
    }

    @Override
    public void waitEnds(String key, boolean woke) {
        end(woke ? Type.OK : Type.FAIL, new Value.Waiting(key),
                woke ? Problem.NONE : new Problem(Why.DEADLINE.name(), "nobody installed " + key));
    }

    private void end(Type type, Value value, Problem error) {
        recorder.end(process, type, value, error);
    }
}
