package enospc.run;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import java.util.List;
import java.util.Optional;

/// How a fault acts: its steps are recorded under its op, and its looks are no steps of anybody.
final class Deeds {

    private final Recorder recorder;
    private final Steps steps;
    private final Pool pool;
    private final Pool eyes;

    /// @param pool as the protocol sees it: recorded by `steps`, perhaps with a planted bug before it
    /// @param eyes the pool as it is, for looking
    Deeds(Recorder recorder, Steps steps, Pool pool, Pool eyes) {
        this.recorder = recorder;
        this.steps = steps;
        this.pool = pool;
        this.eyes = eyes;
    }

    void begin(String f, Value value) {
        steps.belongTo(recorder.invoke(Nemesis.PROCESS, f, value, Event.NO_OP));
    }

    Reply run(Command command) {
        return pool.run(command);
    }

    void end(Reply reply, Value value) {
        switch (reply) {
            case Reply.Refused(Why why, String text) -> end(Type.FAIL, value, new Problem(why.name(), text));
            case Reply.Lost(String text) -> end(Type.INFO, value, new Problem(Problem.LOST, text));
            case Reply.Done _, Reply.Found _, Reply.Digested _ -> end(Type.OK, value, Problem.NONE);
        }
    }

    private void end(Type type, Value value, Problem problem) {
        recorder.end(Nemesis.PROCESS, type, value, problem);
    }

    /// A look is no step; one that a busy pool refuses shows nothing.
    Optional<Dataset> look(String name) {
        return eyes.run(new Command.Get(name)) instanceof Reply.Found(List<Dataset> found)
                ? found.stream().findFirst() : Optional.empty();
    }

    static boolean mayHaveHappened(Reply reply) {
        return reply.done() || reply instanceof Reply.Lost;
    }
}
