package enospc.cli;

import enospc.history.RunDirectory;
import enospc.install.Bug;
import enospc.plan.BadInput;
import enospc.plan.Plan;
import enospc.report.SoakProgress;
import enospc.soak.SelfCheck;
import enospc.soak.ledger.Ledger;
import enospc.soak.night.Ending;
import enospc.soak.night.JsonFile;
import enospc.soak.night.Order;
import enospc.soak.night.SimRuns;
import enospc.soak.night.Soak;
import enospc.soak.night.SoakFile;
import enospc.world.RealTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// One soak on this machine, from its order to its summary, whatever ends it.
final class SoakOnce {

    /// Runs of one planted bug, at most; most are seen in the first.
    private static final int CANARY_SEEDS = 40;

    private final SoakWorkloads workloads;
    private final Real real;
    private final NightOptions night;
    private final RealTime clock = new RealTime();

    SoakOnce(SoakWorkloads workloads, Real real, NightOptions night) {
        this.workloads = workloads;
        this.real = real;
        this.night = night;
    }

    /// A night under checkers that are blind is worse than none: they are tried first.
    ///
    /// @return what that came to, in a few words
    /// @throws BadInput if they do not see a planted bug, or see one where none is
    String selfCheck(boolean leftOut, int jobs) {
        if (leftOut) {
            return "not tried";
        }
        if (!night.silent()) {
            System.err.println("stress: trying first whether the checkers see planted bugs ...");
        }
        int cores = Math.max(jobs, Runtime.getRuntime().availableProcessors());
        SelfCheck.Report report = SelfCheck.run(CANARY_SEEDS, cores, _ -> { });
        if (!report.sees()) {
            throw new BadInput("the checkers cannot be trusted, so no run was begun: " + report.rows().stream()
                    .filter(row -> !row.sees()).map(SelfCheck.Row::text).findFirst()
                    .orElse("nobody has seen these claims fail: " + String.join(", ", report.unproven()))
                    + "; see bin/stress self-check");
        }
        long bugs = report.rows().stream().filter(row -> row.canary().bug() != Bug.NONE).count();
        return "saw all " + bugs + " planted bugs";
    }

    /// @return the exit status
    int begin(Order order, String selfCheck) {
        new Ledger(night.results()).read();               // a damaged one is said now, not after eight hours
        night.keep();
        night.prometheus();
        Path folder = RunDirectory.make(night.results(), clock.epochSeconds(), "soak", order.firstSeed()).path();
        String begun = Instant.ofEpochSecond(clock.epochSeconds()).toString();
        return locked(folder, () -> finish(carryOut(folder, runner -> new Soak(place(folder, begun), order,
                workloads.trials(order, real.said()), runner, clock, selfCheck))));
    }

    int resume(Path folder) {
        new Ledger(night.results()).read();
        return locked(folder, () -> finish(goOn(folder, read(folder))));
    }

    /// A part of a soak, begun or gone on with: writes its state alone, and leaves the rest to who puts them together.
    int shard(Order order, Path folder) {
        return locked(folder, () -> {
            if (Files.exists(folder.resolve(SoakFile.NAME))) {
                return status(goOn(folder, read(folder)));
            }
            String begun = Instant.ofEpochSecond(clock.epochSeconds()).toString();
            return status(carryOut(folder, runner -> new Soak(place(folder, begun), order,
                    workloads.trials(order, real.said()), runner, clock, "by the whole soak")));
        });
    }

    private static int status(SoakFile end) {
        return end.state().equals(SoakFile.ENDED) ? 0 : Stress.INTERRUPTED;
    }

    private SoakFile goOn(Path folder, SoakFile before) {
        if (before.state().equals(SoakFile.ENDED)) {
            return before;
        }
        if (!before.version().equals(Stress.Version.text())) {
            throw new BadInput(folder + " was begun by version " + before.version() + ", this is "
                    + Stress.Version.text() + ": its seeds may now come out otherwise; begin a new soak");
        }
        return carryOut(folder, runner -> Soak.resumed(place(folder, before.begun()), before,
                workloads.trials(before.order(), real.said()), runner, clock));
    }

    private static Soak.Place place(Path folder, String begun) {
        return new Soak.Place(folder, Stress.Version.text(), begun);
    }

    private SoakFile carryOut(Path folder, Function<Function<Plan, Ending>, Soak> made) {
        Path runs = folder.toAbsolutePath().getParent();
        RealRuns onPool = new RealRuns(runs, () -> real.ground(true));
        Soak soak = made.apply(workloads.real() ? onPool : new SimRuns(runs, clock));
        SoakProgress progress = new SoakProgress(clock, night.silent());
        Interrupt interrupt = Interrupt.calls(() -> {
            soak.stop();
            onPool.stop();
        });
        try (Ticker _ = new Ticker(soak, progress)) {
            return soak.carryOut();
        } finally {
            progress.end();
            putAway = interrupt;
        }
    }

    /// A signal waits for the summary too.
    private Interrupt putAway;

    private int finish(SoakFile end) {
        return new NightEnd(night, clock).say(end);
    }

    private int locked(Path folder, IntSupplier work) {
        try {
            return FolderLock.during(folder, work);
        } finally {
            if (putAway != null) {
                putAway.putAway();
            }
        }
    }

    /// @throws BadInput if that is no soak's folder
    static SoakFile read(Path folder) {
        Path file = folder.resolve(SoakFile.NAME);
        if (!Files.isRegularFile(file)) {
            throw new BadInput("there is no " + SoakFile.NAME + " in " + folder + "; name a soak's folder");
        }
        return JsonFile.read(file, SoakFile.class);
    }

    /// @throws BadInput if none was interrupted
    static Path newestOpen(Path results) {
        try (Stream<Path> all = Files.isDirectory(results) ? Files.list(results) : Stream.empty()) {
            return all.filter(folder -> Files.isRegularFile(folder.resolve(SoakFile.NAME)))
                    .sorted(Comparator.reverseOrder())
                    .filter(folder -> !read(folder).state().equals(SoakFile.ENDED)).findFirst()
                    .orElseThrow(() -> new BadInput("no soak in " + results + " was interrupted"));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot look into " + results, refused);
        }
    }
}
