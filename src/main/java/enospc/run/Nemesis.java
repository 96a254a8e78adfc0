package enospc.run;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Installer;
import enospc.install.Store;
import enospc.install.SweepOrder;
import enospc.plan.Fault;
import enospc.pool.Brake;
import enospc.pool.Grip;
import enospc.run.Timetable.Deed;
import enospc.world.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Does harm by a timetable while there are workers, and gives back what it took.
final class Nemesis implements Runnable {

    static final String PROCESS = "nemesis";

    /// How soon it notices that the last worker has gone.
    private static final Duration NOTICE = Duration.ofMillis(500);

    /// How often a refused quota is tried once more after the last worker has gone.
    private static final int RAISES = 120;

    private final Scheduler scheduler;
    private final Recorder recorder;
    private final Steps steps;
    private final Squeeze squeeze;
    private final QuotaCut quota;
    private final Ballast ballast;
    private final SlowSync sync;
    private final CopyHarm copies;
    private final Installer sweeper;
    private final SweepOrder sweep;
    private final List<Fault> faults;
    private final Set<String> workers;

    /// @param deeds   by which faults reach the pool, recorded as `steps` are
    /// @param grip    reaches the workers' copies
    /// @param brake   slows the pool
    /// @param workers those at work; a killed one is taken out
    Nemesis(Scheduler scheduler, Recorder recorder, Steps steps, Deeds deeds, Grip grip, Brake brake,
            Installer sweeper, Store store, Duration warm, List<Fault> faults, Set<String> workers) {
        this.scheduler = scheduler;
        this.recorder = recorder;
        this.steps = steps;
        this.squeeze = new Squeeze(deeds, scheduler, store, workers::isEmpty);
        this.quota = new QuotaCut(deeds, store);
        this.ballast = new Ballast(deeds, store);
        this.sync = new SlowSync(deeds, brake);
        this.copies = new CopyHarm(deeds, grip);
        this.sweeper = sweeper;
        this.sweep = new SweepOrder(SweepOrder.Reason.NEMESIS, warm, false);
        this.faults = faults;
        this.workers = workers;
    }

    @Override
    public void run() {
        long began = scheduler.nanos();
        Timetable timetable = new Timetable(faults, this::deeds);
        while (!timetable.isOver()) {
            Deed deed = timetable.next();
            if (!waitUntil(began + deed.at().toNanos())) {
                break;
            }
            deed.what().run();
        }
        copies.goOnAll();
        sync.end();
        raiseQuota();
        ballast.remove();
        squeeze.release();
    }

    /// ZFS counts writes that are under way 24 times, and may refuse even a larger quota while there are any: it is
    /// tried until it is done.
    private void raiseQuota() {
        for (int late = 0; !quota.raise() && late < RAISES; late += workers.isEmpty() ? 1 : 0) {
            scheduler.sleepNanos(NOTICE.toNanos());
        }
    }

    private List<Deed> deeds(Fault of) {
        return switch (of) {
            case Fault.Sweep(Duration at) -> List.of(new Deed(at, this::sweep));
            case Fault.Squeeze(Duration at, double fraction, Duration hold) -> List.of(
                    new Deed(at, () -> squeeze.squeeze(fraction)), new Deed(at.plus(hold), squeeze::release));
            case Fault.QuotaCut(Duration at, double fraction, Duration hold) -> List.of(
                    new Deed(at, () -> quota.cut(fraction)), new Deed(at.plus(hold), quota::raise));
            case Fault.Ballast(Duration at, double fraction, Duration hold) -> List.of(
                    new Deed(at, () -> ballast.drop(fraction)), new Deed(at.plus(hold), ballast::remove));
            case Fault.SlowSync(Duration at, int factor, Duration hold) -> List.of(
                    new Deed(at, () -> sync.begin(factor)), new Deed(at.plus(hold), sync::end));
            case Fault.PipeKill(Duration at, String worker) -> List.of(new Deed(at, () -> copies.killOne(worker)));
            case Fault.Stop(Duration at, String worker, Duration hold) -> List.of(
                    new Deed(at, () -> copies.stop(worker)), new Deed(at.plus(hold), () -> copies.goOn(worker)));
            case Fault.Kill(Duration at, String worker) -> List.of(new Deed(at, () -> kill(worker)));
        };
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
}
