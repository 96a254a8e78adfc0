package enospc.run;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Installer;
import enospc.install.Outcome;
import enospc.plan.Op;
import enospc.plan.Plan;
import enospc.pool.Image;
import enospc.world.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/// Carries out one worker's ops, and looks at the pool after each.
final class Worker implements Runnable {

    private final Plan.Worker plan;
    private final long limitNanos;
    private final Clock clock;
    private final Recorder recorder;
    private final Steps steps;
    private final Installer installer;
    private final Census census;
    private final Set<String> installed = new HashSet<>();

    /// @param limitNanos no install begins after this time of the clock
    Worker(Plan.Worker plan, long limitNanos, Clock clock, Recorder recorder, Steps steps, Installer installer,
           Census census) {
        this.plan = plan;
        this.limitNanos = limitNanos;
        this.clock = clock;
        this.recorder = recorder;
        this.steps = steps;
        this.installer = installer;
        this.census = census;
    }

    @Override
    public void run() {
        clock.sleep(plan.start());
        for (Op op : plan.ops()) {
            switch (op) {
                case Op.Install(Image image, String container) -> {
                    if (clock.nanos() >= limitNanos) {
                        return;
                    }
                    install(image, container);
                }
                case Op.Hold(var howLong) -> clock.sleep(howLong);
                case Op.Remove(String container) -> {
                    if (installed.remove(container)) {
                        remove(container);
                    }
                }
            }
        }
    }

    private void install(Image image, String container) {
        Value value = new Value.Installing(image.name(), image.key(), container);
        long op = record("install", value, () -> {
            Outcome outcome = installer.install(image, container);
            if (outcome instanceof Outcome.Ready) {
                installed.add(container);
            }
            return outcome;
        });
        census.look(plan.name(), op, image.key(), container);
    }

    private void remove(String container) {
        long op = record("remove", new Value.Removing(container), () -> installer.remove(container));
        census.look(plan.name(), op, "", container);
    }

    private long record(String f, Value value, Supplier<Outcome> body) {
        long op = recorder.invoke(plan.name(), f, value, Event.NO_OP);
        steps.belongTo(op);
        switch (body.get()) {
            case Outcome.Ready() -> recorder.end(plan.name(), Type.OK, value, Problem.NONE);
            case Outcome.Failed(var why, String text) ->
                    recorder.end(plan.name(), Type.FAIL, value, new Problem(why.name(), text));
            case Outcome.Unheard(String text) ->
                    recorder.end(plan.name(), Type.INFO, value, new Problem(Problem.LOST, text));
        }
        return op;
    }
}
