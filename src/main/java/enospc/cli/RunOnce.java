package enospc.cli;

import enospc.check.Verdict;
import enospc.check.VerdictFile;
import enospc.history.HistoryWriter;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.plan.Op;
import enospc.plan.Plan;
import enospc.plan.PlanFile;
import enospc.pool.OutOfReach;
import enospc.report.Progress;
import enospc.world.Crashed;
import enospc.world.RealTime;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// One run from its plan to its verdict on the screen, with everything put away at the end, whatever the end is.
final class RunOnce {

    private final Plan plan;
    private final Path results;
    private final Output output;
    private final RealTime clock = new RealTime();
    private final Thread main = Thread.currentThread();
    private Phase phase = Phase.OPENING;
    private boolean stopped;
    private Optional<Verdict> verdict = Optional.empty();
    private Optional<RunDirectory> written = Optional.empty();

    /// What a signal has to interrupt: making things and racing. Judging and putting away go on to their end.
    private enum Phase { OPENING, RACING, ENDING }

    RunOnce(Plan plan, Path results, Output output) {
        this.plan = plan;
        this.results = results;
        this.output = output;
    }

    /// @return the exit status
    int run(Ground ground) {
        Interrupt interrupt = Interrupt.calls(this::stop);
        try {
            return runWithin(ground);
        } finally {
            interrupt.putAway();
        }
    }

    /// The same for a caller that answers signals itself, by [#stop].
    int runWithin(Ground ground) {
        try {
            if (ground.isReal() && !output.quiet && !output.json) {
                System.err.println("stress: making a pool and " + plan.images().size()
                        + " images, and unpacking each once to measure it ...");
            }
            Race race = ground.open(plan, id());
            if (ground.holds(results)) {
                throw new BadInput("the results must not lie on the pool under test: give --results another folder");
            }
            return carryOut(ground, race);
        } catch (Crashed crashed) {
            return Stress.INTERRUPTED;
        } catch (BadInput wrong) {
            if (enter(Phase.ENDING)) {
                return Stress.INTERRUPTED;                // what was being made broke off for that reason
            }
            throw wrong;
        } finally {
            enter(Phase.ENDING);
            ground.takeAway().forEach(line -> System.err.println("stress: left behind: " + line));
        }
    }

    /// What became of it, once it has run as far as a verdict.
    Optional<Verdict> verdict() {
        return verdict;
    }

    /// Where it was written, once there was something to write.
    Optional<RunDirectory> directory() {
        return written;
    }

    private int carryOut(Ground ground, Race race) {
        RunDirectory directory = RunDirectory.make(results, clock.epochSeconds(), plan.workload().name(),
                plan.seed().value());
        written = Optional.of(directory);
        PlanFile.write(directory.plan(), plan);
        ground.logsInto(directory.logs());
        Optional<RuntimeException> broken = race(ground, race, directory);
        Optional<BadInput> wrong = broken.flatMap(thrown -> reason(thrown, BadInput.class));
        if (wrong.isPresent()) {
            directory.discard();
            throw wrong.get();                            // what was measured does not fit what was asked for
        }
        Verdict judged = Judgement.of(directory);
        verdict = Optional.of(judged);
        Judgement.print(judged, directory, ground.about(), output);
        VerdictFile.write(directory.verdict(), judged);
        if (!output.silent) {
            directory.becomeLatest();
            RunFiles.write(directory, judged);
        }
        Optional<OutOfReach> gone = broken.flatMap(thrown -> reason(thrown, OutOfReach.class));
        if (gone.isPresent()) {
            System.err.println("stress: the run ended early: " + gone.get().getMessage());
        } else if (broken.isPresent()) {
            System.err.println("stress: the run broke off: " + broken.get().getMessage() + " (see "
                    + directory.breakage(broken.get()) + ")");
            return Stress.INTERNAL;
        }
        return enter(Phase.ENDING) ? Stress.INTERRUPTED : Judgement.exitStatus(judged.grade());
    }

    /// What a lane has thrown is inside of what the run throws.
    private static <T> Optional<T> reason(RuntimeException thrown, Class<T> kind) {
        return Stream.of(thrown, thrown.getCause() == null ? thrown : thrown.getCause())
                .filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private Progress.Terms terms(Ground ground) {
        long planned = plan.workers().stream().flatMap(worker -> worker.ops().stream())
                .filter(Op.Install.class::isInstance).count();
        return new Progress.Terms(ground.about(), planned, ground.isReal() ? "real" : "virtual",
                output.quiet || output.json);
    }

    /// @return what ended the race before its end, other than a signal
    private Optional<RuntimeException> race(Ground ground, Race race, RunDirectory directory) {
        Progress progress = new Progress(terms(ground), clock);
        try (HistoryWriter writer = new HistoryWriter(directory.history(), ground.isReal())) {
            if (!enter(Phase.RACING)) {
                directory.writePoolHistory(race.carryOut(directory.logs(), event -> {
                    writer.write(event);
                    progress.accept(event);
                }));
            }
            return Optional.empty();
        } catch (RuntimeException broken) {
            return Optional.of(broken);
        } finally {
            progress.end();
            enter(Phase.ENDING);
        }
    }

    /// From now on a signal does what this phase asks for; one that came before has no effect any more.
    ///
    /// @return whether there was one
    private synchronized boolean enter(Phase next) {
        phase = next;
        Thread.interrupted();
        return stopped;
    }

    /// From any thread: ends the run as SIGKILL would its lanes.
    synchronized void stop() {
        stopped = true;
        if (phase != Phase.ENDING) {
            main.interrupt();
        }
    }

    /// Unique on this machine: names a pool and a folder.
    private String id() {
        return Long.toString(clock.epochSeconds(), 36) + Long.toString(ProcessHandle.current().pid(), 36);
    }
}
