package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Form;
import enospc.plan.Setting;
import enospc.soak.night.Order;
import enospc.world.RealTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stress soak`: many seeds, what they came to, and what is to be looked at in the morning.
@Command(name = "soak", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Run many seeds of workloads, keep the runs that failed, and group them. Every setting of "
                + "`stress run` is an option here too, and then stays the same for all seeds.",
        footer = {"", "Example: stress soak race --duration 8h"})
final class SoakCommand implements Callable<Integer> {

    private static final long SECONDS_MOST = Duration.ofDays(365).toSeconds();

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WORKLOAD", arity = "0..*", defaultValue = "race",
            description = "files, or names in workloads/; they take turns (${DEFAULT-VALUE})")
    private List<String> workloads;

    @Option(names = "--duration", paramLabel = "TIME", description = "how long, such as 10m or 8h")
    private String duration;

    @Option(names = "--runs", paramLabel = "N", description = "how many runs")
    private String runs;

    @Option(names = "--seed", paramLabel = "FIRST", description = "the first seed (the time)")
    private Long seed;

    @Option(names = "--jobs", paramLabel = "N",
            description = "runs at a time (all cores; 1 on a real pool, and in a shard)")
    private String jobs;

    @Option(names = "--no-swarm",
            description = "leave every setting as it is; else each seed switches some off or up")
    private boolean noSwarm;

    @Option(names = "--disk", paramLabel = "SIZE", defaultValue = "1G",
            description = "what the kept runs may take (${DEFAULT-VALUE})")
    private String disk;

    @Option(names = "--keep-each", paramLabel = "N", defaultValue = "3",
            description = "kept runs of one signature (${DEFAULT-VALUE})")
    private String keepEach;

    @Option(names = "--no-self-check", description = "do not try first whether the checkers see planted bugs")
    private boolean noSelfCheck;

    @Option(names = "--resume", paramLabel = "SOAK", arity = "0..1", fallbackValue = "",
            description = "go on with a soak that was interrupted (the newest)")
    private String resume;

    @Mixin
    private NightOptions night;

    @Mixin
    private Real real;

    @Mixin
    private SlurmOptions slurm;

    @Mixin
    private ShardOptions part;

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new SoakCommand());
        spec.usageMessage().customSynopsis("stress soak [WORKLOAD]... --duration TIME | --runs N [OPTION]...%n");
        SettingOptions.add(spec, Setting.ALL);
        return new CommandLine(spec);
    }

    @Override
    public Integer call() {
        if (resume != null) {
            return resumed();
        }
        SoakWorkloads chosen = SoakWorkloads.of(workloads, SettingOptions.said(spec));
        Order order = order(chosen);
        SoakOnce soak = new SoakOnce(chosen, real, night);
        if (part.isShard()) {
            return soak.shard(order, part.into());
        }
        String selfCheck = soak.selfCheck(noSelfCheck, order.jobs());
        return slurm.isSlurm() ? new SlurmSoak(slurm, night).begin(order, selfCheck, real.said())
                : soak.begin(order, selfCheck);
    }

    private int resumed() {
        Path folder = resume.isEmpty() ? SoakOnce.newestOpen(night.results()) : Path.of(resume);
        Order order = SoakOnce.read(folder).order();
        if (SlurmSoak.isOne(folder)) {
            return new SlurmSoak(slurm, night).resume(folder);
        }
        return new SoakOnce(SoakWorkloads.of(order.workloads(), order.settings()), real, night).resume(folder);
    }

    private Order order(SoakWorkloads chosen) {
        if (duration == null && runs == null) {
            throw new BadInput("a soak needs an end: --duration 8h, or --runs 10000");
        }
        long seconds = duration == null ? 0 : parsed("duration", Form.duration(), duration).toSeconds();
        if (duration != null && (seconds < 1 || seconds > SECONDS_MOST)) {
            throw new BadInput("duration is " + duration + "; it must be from 1s to 365d");
        }
        int most = chosen.real() || slurm.isSlurm() ? 1 : Runtime.getRuntime().availableProcessors();
        int threads = jobs == null ? most : parsed("jobs", Form.whole(1, 1024), jobs);
        if (chosen.real() && threads > 1) {
            throw new BadInput("jobs is " + threads + "; runs on a real pool go one after the other");
        }
        long first = seed == null ? new RealTime().epochSeconds() : seed;
        return new Order(said(first), workloads, chosen.settings(), first, !noSwarm,
                runs == null ? 0 : parsed("runs", Form.whole(1, 999_999_999), runs), seconds, threads, part.shard(),
                slurm.isSlurm() ? slurm.shards() : part.shards(), parsed("keep-each", Form.whole(1, 100), keepEach),
                parsed("disk", Form.size(), disk));
    }

    private static <T> T parsed(String name, Form<T> form, String text) {
        try {
            return form.parse(text);
        } catch (BadInput wrong) {
            throw new BadInput(name + " " + wrong.getMessage());
        }
    }

    /// The command that does the same again, as far as the seeds decide it.
    private String said(long first) {
        return "bin/stress soak " + String.join(" ", workloads.stream().map(SettingOptions::quoted).toList())
                + SettingOptions.asOptions(SettingOptions.said(spec)) + real.said()
                + (duration == null ? "" : " --duration " + duration) + (runs == null ? "" : " --runs " + runs)
                + (noSwarm ? " --no-swarm" : "") + (slurm.isSlurm() ? " --engine slurm --shards " + slurm.shards() : "")
                + " --seed " + first;
    }
}
