package enospc.cli;

import enospc.check.Grade;
import enospc.check.Verdict;
import enospc.history.Event;
import enospc.history.HistoryFile;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.plan.Plan;
import enospc.soak.night.Ending;
import enospc.soak.night.Evidence;
import enospc.soak.night.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Carries out runs on a real pool for a soak, one after the other: each writes its history as it goes, and leaves its
/// folder only if it is worth it.
final class RealRuns implements Function<Plan, Ending> {

    private final Path results;
    private final Supplier<Ground> ground;
    private Optional<RunOnce> underWay = Optional.empty();
    private boolean stopped;

    RealRuns(Path results, Supplier<Ground> ground) {
        this.results = results;
        this.ground = ground;
    }

    /// @throws BadInput if this machine cannot
    @Override
    public Ending apply(Plan plan) {
        RunOnce once = new RunOnce(plan, results, Output.silence());
        if (!begin(once)) {
            return Ending.cutShort();
        }
        try {
            int status = once.runWithin(ground.get());
            return ending(once, status);
        } catch (BadInput wrong) {
            once.directory().ifPresent(directory -> Kept.remove(directory.path()));
            throw wrong;
        } catch (IOException | RuntimeException | OutOfMemoryError broken) {
            return Ending.broken(broken);
        } finally {
            end();
        }
    }

    private static Ending ending(RunOnce once, int status) throws IOException {
        if (status == Stress.INTERRUPTED || once.directory().isEmpty() || once.verdict().isEmpty()) {
            once.directory().ifPresent(directory -> Kept.remove(directory.path()));
            return Ending.cutShort();
        }
        RunDirectory directory = once.directory().get();
        if (status == Stress.INTERNAL) {
            return Ending.broken(new IllegalStateException("the run broke off, see " + directory.path()));
        }
        Verdict verdict = once.verdict().get();
        boolean failed = verdict.grade() == Grade.FAIL;
        List<Event> history = failed ? HistoryFile.readAll(directory.history()) : List.of();
        Evidence evidence = new OnDisk(directory);
        if (!failed) {
            evidence.drop();
        }
        return Ending.judged(verdict, history, failed ? evidence : Evidence.NONE);
    }

    /// From any thread: ends the run under way, and lets no other begin.
    synchronized void stop() {
        stopped = true;
        underWay.ifPresent(RunOnce::stop);
    }

    private synchronized boolean begin(RunOnce once) {
        underWay = Optional.of(once);
        return !stopped;
    }

    private synchronized void end() {
        underWay = Optional.empty();
    }

    private record OnDisk(RunDirectory directory) implements Evidence {

        @Override
        public RunDirectory keep() {
            return directory;
        }

        @Override
        public void drop() {
            Kept.remove(directory.path());
        }
    }
}
