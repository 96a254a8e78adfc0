package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.world.RealTime;
import enospc.world.Seed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stress run`: one race, its history, its verdict.
@Command(name = "run", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Run a workload once and judge it. A setting beats the workload file.",
        footer = {"", "Example: stress run race --workers 32 --image-size 1M..64M --seed 7"})
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WORKLOAD", defaultValue = "race", index = "0", arity = "0..1",
            description = "a file, or a name in workloads/ (${DEFAULT-VALUE})")
    private String workload;

    @Option(names = "--seed", paramLabel = "N",
            description = "decides everything that is random; equal seeds, equal runs")
    private Long seed;

    @Option(names = "--pool", paramLabel = "NAME", description = "a lent pool for --target zfs; else it makes its own")
    private String pool;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "/var/tmp",
            description = "where --target zfs keeps its pool file and images (${DEFAULT-VALUE})")
    private Path work;

    @Option(names = "--results", paramLabel = "DIR", description = "where to write (results)")
    private Path results;

    @Mixin
    private Output output;

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new RunCommand());
        spec.usageMessage().customSynopsis("stress run [WORKLOAD] [--SETTING=VALUE]... [OPTION]...%n");
        for (Setting<?> setting : Setting.ALL) {
            spec.addOption(OptionSpec.builder("--" + setting.key())
                    .paramLabel(setting.form().label())
                    .type(String.class)
                    .description(setting.about())
                    .build());
        }
        return new CommandLine(spec);
    }

    @Override
    public Integer call() {
        Workload chosen = WorkloadFile.read(Home.workload(workload)).with(said());
        Seed decided = new Seed(seed == null ? new RealTime().epochSeconds() : seed);
        Plan plan = Generator.plan(Stress.Version.text(), replay(decided), chosen, decided);
        Path into = results == null ? Home.results() : results;
        return new RunOnce(plan, into, output).run(ground(chosen));
    }

    private Ground ground(Workload chosen) {
        boolean real = chosen.get(Setting.TARGET).equals("zfs");
        if (pool != null && !real) {
            throw new BadInput("--pool goes with --target zfs");
        }
        if (pool != null && chosen.get(Setting.SQUEEZE_FROM).equals("pool")) {
            throw new BadInput("squeeze-from is \"pool\", which would fill the lent pool " + pool
                    + " for everybody; leave --pool away, or say --squeeze-from quota");
        }
        if (pool != null && pool.indexOf('/') >= 0) {
            throw new BadInput("--pool is \"" + pool + "\"; name the pool alone, without a slash: the run makes its own"
                    + " dataset in it");
        }
        return real ? new ZfsGround(Optional.ofNullable(pool), work) : new SimGround();
    }

    /// The settings that the command line names.
    private SequencedMap<String, String> said() {
        SequencedMap<String, String> said = new LinkedHashMap<>();
        for (Setting<?> setting : Setting.ALL) {
            OptionSpec option = spec.findOption("--" + setting.key());
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                String text = option.getValue();
                said.put(setting.key(), text);
            }
        }
        return said;
    }

    /// The command that does the same again.
    private String replay(Seed decided) {
        StringBuilder command = new StringBuilder("bin/stress run ").append(quoted(workload));
        for (Map.Entry<String, String> each : said().entrySet()) {
            command.append(" --").append(each.getKey()).append(' ').append(quoted(each.getValue()));
        }
        if (pool != null) {
            command.append(" --pool ").append(pool);
        }
        return command.append(" --seed ").append(decided.value()).toString();
    }

    /// As a shell takes it for one word.
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9./_=,:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
