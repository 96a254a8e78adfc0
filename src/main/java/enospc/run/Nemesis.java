package enospc.run;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Installer;
import enospc.install.Store;
import enospc.install.SweepOrder;
import enospc.plan.Fault;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import enospc.world.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Does harm by a timetable while there are workers, and gives back what it took.
final class Nemesis implements Runnable {

    static final String PROCESS = "nemesis";

    /// How soon it notices that the last worker has gone.
    private static final Duration NOTICE = Duration.ofMillis(500);

    /// A squeeze waits for something that it can take: it looks so often, so far apart.
    private static final int LOOKS = 20;
    private static final Duration REST = Duration.ofMillis(200);

    /// Less than this part of the quota is not worth a squeeze.
    private static final int WORTH = 16;

    /// One thing to do at one time since the race began.
    private record Deed(Duration at, Runnable what) { }

    private final Scheduler scheduler;
    private final Recorder recorder;
    private final Steps steps;
    private final Pool pool;
    private final Pool eyes;
    private final Installer sweeper;
    private final Store store;
    private final SweepOrder sweep;
    private final List<Fault> faults;
    private final Set<String> workers;
    private long taken;

    /// @param pool   as the protocol sees it: recorded by `steps`, perhaps with a planted bug before it
    /// @param eyes   the pool as it is, for looking
    /// @param workers those at work; a killed one is taken out
    Nemesis(Scheduler scheduler, Recorder recorder, Steps steps, Pool pool, Pool eyes, Installer sweeper,
            Store store, Duration warm, List<Fault> faults, Set<String> workers) {
        this.scheduler = scheduler;
        this.recorder = recorder;
        this.steps = steps;
        this.pool = pool;
        this.eyes = eyes;
        this.sweeper = sweeper;
        this.store = store;
        this.sweep = new SweepOrder(SweepOrder.Reason.NEMESIS, warm, false);
        this.faults = faults;
        this.workers = workers;
    }

    @Override
    public void run() {
        long began = scheduler.nanos();
        for (Deed deed : deeds()) {
            if (!waitUntil(began + deed.at.toNanos())) {
                break;
            }
            deed.what.run();
        }
        if (taken > 0) {
            release();
        }
    }

    private List<Deed> deeds() {
        List<Deed> deeds = new ArrayList<>();
        for (Fault fault : faults) {
            switch (fault) {
                case Fault.Sweep(Duration at) -> deeds.add(new Deed(at, this::sweep));
                case Fault.Squeeze(Duration at, double fraction, Duration hold) -> {
                    deeds.add(new Deed(at, () -> squeeze(fraction)));
                    deeds.add(new Deed(at.plus(hold), this::release));
                }
                case Fault.Kill(Duration at, String worker) -> deeds.add(new Deed(at, () -> kill(worker)));
            }
        }
        deeds.sort(Comparator.comparing(Deed::at));
        return deeds;
    }

    /// @return false when the race was over before that
    private boolean waitUntil(long nanos) {
        while (!workers.isEmpty() && scheduler.nanos() < nanos) {
            scheduler.sleepNanos(Math.min(NOTICE.toNanos(), nanos - scheduler.nanos()));
        }
        return !workers.isEmpty();
    }

    private void kill(String worker) {
        if (workers.remove(worker)) {
            Value value = new Value.Killing(worker);
            recorder.invoke(PROCESS, "kill", value, Event.NO_OP);
            scheduler.kill(worker);
            recorder.bury(worker);
            recorder.end(PROCESS, Type.OK, value, Problem.NONE);
        }
    }

    private void sweep() {
        steps.belongTo(Event.NO_OP);
        sweeper.sweep(sweep);
    }

    /// Takes a part of what is free under the templates' quota, as soon as something is free. A second squeeze before
    /// the first has ended takes its place, and the first release ends both.
    private void squeeze(double fraction) {
        steps.belongTo(recorder.invoke(PROCESS, "squeeze", new Value.Squeezing(store.squeeze(), 0), Event.NO_OP));
        long bytes = 0;
        Reply reply = new Reply.Refused(Why.ENOSPC, "there was nothing to take");
        for (int i = 0; i < LOOKS && !mayHaveHappened(reply) && !workers.isEmpty(); i++) {
            scheduler.sleep(REST);
            Optional<Dataset> templates = look(store.templates());
            Optional<Dataset> house = look(store.root());
            if (templates.isPresent() && house.isPresent()
                    && templates.get().available() > templates.get().quota() / WORTH) {
                long left = Math.round((1 - fraction) * templates.get().available());
                bytes = house.get().available() + taken - left;
                reply = reserve(Long.toString(bytes));
            }
        }
        taken = mayHaveHappened(reply) ? bytes : taken;
        end(reply, bytes);
    }

    /// A look is no step; one that a busy pool refuses shows nothing.
    private Optional<Dataset> look(String name) {
        return eyes.run(new Command.Get(name)) instanceof Reply.Found(List<Dataset> found)
                ? found.stream().findFirst() : Optional.empty();
    }

    private void release() {
        if (taken > 0) {
            Value value = new Value.Squeezing(store.squeeze(), taken);
            steps.belongTo(recorder.invoke(PROCESS, "release", value, Event.NO_OP));
            Reply reply = reserve("none");
            end(reply, taken);
            taken = reply.done() ? 0 : taken;
        }
    }

    private static boolean mayHaveHappened(Reply reply) {
        return reply.done() || reply instanceof Reply.Lost;
    }

    private Reply reserve(String reservation) {
        return pool.run(new Command.Set(store.squeeze(), "reservation", reservation));
    }

    private void end(Reply reply, long bytes) {
        Value value = new Value.Squeezing(store.squeeze(), bytes);
        switch (reply) {
            case Reply.Refused(Why why, String text) ->
                    recorder.end(PROCESS, Type.FAIL, value, new Problem(why.name(), text));
            case Reply.Lost(String text) -> recorder.end(PROCESS, Type.INFO, value, new Problem(Problem.LOST, text));
            case Reply.Done _, Reply.Found _, Reply.Digested _ -> recorder.end(PROCESS, Type.OK, value, Problem.NONE);
        }
    }
}
