package enospc.cli;

import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.report.SoakProgress;
import enospc.soak.ledger.Ledger;
import enospc.soak.night.JsonFile;
import enospc.soak.night.Order;
import enospc.soak.night.SoakFile;
import enospc.soak.slurm.ArraySoak;
import enospc.world.RealTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A soak whose shards are tasks of Slurm; this process follows them, and has the last word.
final class SlurmSoak {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final SlurmOptions options;
    private final NightOptions night;
    private final RealTime clock = new RealTime();

    SlurmSoak(SlurmOptions options, NightOptions night) {
        this.options = options;
        this.night = night;
    }

    /// @param order of the whole
    /// @param words of the command line that say where a real pool is
    /// @return the exit status
    int begin(Order order, String selfCheck, String words) {
        new Ledger(night.results()).read();
        night.keep();
        night.prometheus();
        Path folder = RunDirectory.make(night.results().toAbsolutePath(), clock.epochSeconds(), "soak",
                order.firstSeed()).path();
        SoakFile begun = SoakFile.begun(folder.getFileName().toString(), Stress.Version.text(),
                Instant.ofEpochSecond(clock.epochSeconds()).toString(), order, selfCheck);
        JsonFile.write(folder.resolve(SoakFile.NAME), begun);
        JsonFile.replace(folder.resolve("job.sh"), script(folder, order, words));
        return follow(folder, begun);
    }

    int resume(Path folder) {
        new Ledger(night.results()).read();
        return follow(folder.toAbsolutePath(), SoakOnce.read(folder));
    }

    /// Whether a soak's folder is one of these.
    static boolean isOne(Path folder) {
        return Files.exists(folder.resolve("job.sh"));
    }

    private int follow(Path folder, SoakFile begun) {
        return FolderLock.during(folder, () -> {
            ArraySoak soak = new ArraySoak(folder, begun, options.slurm(), clock, options.resubmits, PAUSE);
            SoakProgress progress = new SoakProgress(clock, night.silent());
            Interrupt interrupt = Interrupt.calls(soak::stop);
            try {
                SoakFile end = soak.carryOut(progress::accept);
                progress.end();
                return new NightEnd(night, clock).say(end);
            } finally {
                progress.end();
                interrupt.putAway();
            }
        });
    }

    /// What each task runs. A shard writes below the soak's folder alone.
    private static String script(Path folder, Order order, String words) {
        Path shard = folder.resolve("shards");
        List<String> command = new ArrayList<>(program());
        command.add("soak");
        order.workloads().forEach(name -> command.add(absolute(name)));
        for (Map.Entry<String, String> each : order.settings().entrySet()) {
            command.addAll(List.of("--" + each.getKey(), each.getValue()));
        }
        command.addAll(List.of("--seed", Long.toString(order.firstSeed()), "--jobs", Integer.toString(order.jobs()),
                "--keep-each", Integer.toString(order.keepEach()),
                "--disk", Math.max(1, order.diskBytes() / order.shards() / 1024) + "K", "--quiet"));
        if (order.runs() > 0) {
            command.addAll(List.of("--runs", Long.toString(order.runs())));
        }
        if (order.seconds() > 0) {
            command.addAll(List.of("--duration", order.seconds() + "s"));
        }
        if (!order.swarm()) {
            command.add("--no-swarm");
        }
        UnaryOperator<String> quoted = SettingOptions::quoted;
        return "#!/bin/sh\n# One shard of " + folder.getFileName() + ": begun, or gone on with.\nexec "
                + String.join(" ", command.stream().map(quoted).toList()) + words
                + " --shard \"$SLURM_ARRAY_TASK_ID/" + order.shards() + "\" --into "
                + quoted.apply(shard.toString()) + "/\"$SLURM_ARRAY_TASK_ID\"/soak\n";
    }

    /// A task may stand in another folder; the names of our own workloads are the same everywhere.
    private static String absolute(String workload) {
        Path file = Path.of(workload);
        return Files.exists(file) ? file.toAbsolutePath().toString() : workload;
    }

    /// This program, as another machine with the same disk can start it.
    private static List<String> program() {
        Path script = Home.path().toAbsolutePath().resolve("bin").resolve("stress");
        if (!System.getProperty("enospc.home", "").isEmpty() && Files.isExecutable(script)) {
            return List.of(script.toString());
        }
        String java = ProcessHandle.current().info().command()
                .orElseThrow(() -> new BadInput("cannot tell how this program was started"));
        return List.of(java, "-Denospc.home=" + Home.path().toAbsolutePath(),
                "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), "enospc.cli.Stress");
    }
}
