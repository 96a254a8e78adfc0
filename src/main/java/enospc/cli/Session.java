package enospc.cli;

import enospc.check.Verdict;
import enospc.check.VerdictFile;
import enospc.history.HistoryWriter;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.plan.Plan;
import enospc.plan.PlanFile;
import enospc.report.Progress;
import enospc.run.Run;
import enospc.run.Target;
import enospc.world.Crashed;
import enospc.world.RealTime;
import java.nio.file.Path;

/// One run from its plan to its verdict on the screen, with everything put away at the end, whatever the end is.
final class Session {

    private final Plan plan;
    private final Path results;
    private final Output output;
    private final RealTime clock = new RealTime();
    private final Thread main = Thread.currentThread();
    private volatile boolean stopped;
    private volatile Run running;

    Session(Plan plan, Path results, Output output) {
        this.plan = plan;
        this.results = results;
        this.output = output;
    }

    /// @return the exit status
    int run(Ground ground) {
        Interrupt interrupt = Interrupt.calls(this::stop);
        try {
            Target target = ground.open(plan, id());
            if (ground.holds(results)) {
                throw new BadInput("the results must not lie on the pool under test: give --results another folder");
            }
            return carryOut(ground, target);
        } catch (Crashed crashed) {
            return Stress.INTERRUPTED;
        } finally {
            Thread.interrupted();
            ground.takeAway().forEach(line -> System.err.println("stress: left behind: " + line));
            interrupt.putAway();
        }
    }

    private int carryOut(Ground ground, Target target) {
        RunDirectory directory = RunDirectory.make(results, clock.epochSeconds(), plan.workload().name(),
                plan.seed().value());
        PlanFile.write(directory.plan(), plan);
        Progress progress = new Progress(ground.about(), output.quiet || output.json, clock);
        try (HistoryWriter writer = new HistoryWriter(directory.history(), ground.isReal())) {
            running = new Run(plan, target, event -> {
                writer.write(event);
                progress.accept(event);
            });
            if (!stopped) {
                running.carryOut();
            }
        }
        progress.end();
        Thread.interrupted();
        Verdict verdict = Judgement.of(directory);
        VerdictFile.write(directory.verdict(), verdict);
        directory.becomeLatest();
        Judgement.print(verdict, directory, ground.about(), output);
        return stopped ? Stress.INTERRUPTED : Judgement.exitStatus(verdict.grade());
    }

    private void stop() {
        stopped = true;
        if (running != null) {
            running.stop();
        } else {
            main.interrupt();
        }
    }

    /// Unique on this machine: names a pool and a folder.
    private String id() {
        return Long.toString(clock.epochSeconds(), 36) + Long.toString(ProcessHandle.current().pid(), 36);
    }
}
