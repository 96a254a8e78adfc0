package enospc.cli;

import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.PlanReader;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.world.RealTime;
import enospc.world.Seed;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
            description = "a file, a name in workloads/, or a plan.json (${DEFAULT-VALUE})")
    private String workload;

    @Option(names = "--seed", paramLabel = "N",
            description = "decides everything that is random; equal seeds, equal runs")
    private Long seed;

    @Mixin
    private Real real;

    @Option(names = "--results", paramLabel = "DIR", description = "where to write (results)")
    private Path results;

    @Option(names = "--most", paramLabel = "N", defaultValue = "200000",
            description = "with --schedule exhaustive: runs after which it gives up (${DEFAULT-VALUE})")
    private long most;

    @Mixin
    private Output output;

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new RunCommand());
        spec.usageMessage().customSynopsis("stress run [WORKLOAD] [--SETTING=VALUE]... [OPTION]...%n");
        SettingOptions.add(spec, Setting.ALL);
        return new CommandLine(spec);
    }

    @Override
    public Integer call() {
        Plan plan = plan();
        Path into = results == null ? Home.results() : results;
        if (EveryOrder.isAskedBy(plan)) {
            return new EveryOrder(plan, most, output).run(into);
        }
        return new RunOnce(plan, into, output).run(real.ground(plan.workload().get(Setting.TARGET).equals("zfs")));
    }

    private Plan plan() {
        Path file = Home.workload(workload);
        if (PlanReader.isPlan(file)) {
            return again(PlanReader.read(file));
        }
        Workload chosen = WorkloadFile.read(file).with(said());
        Seed decided = new Seed(seed == null ? new RealTime().epochSeconds() : seed);
        return Generator.plan(Stress.Version.text(), replay(decided), chosen, decided);
    }

    /// A plan that was written down: what it decided stays, other settings and the seed of its schedule may change.
    private Plan again(Plan written) {
        Seed decided = seed == null ? written.seed() : new Seed(seed);
        return written.again(Stress.Version.text(), replay(decided), said(), decided);
    }

    private SequencedMap<String, String> said() {
        return SettingOptions.said(spec);
    }

    /// The command that does the same again.
    private String replay(Seed decided) {
        return "bin/stress run " + SettingOptions.quoted(workload) + SettingOptions.asOptions(said()) + real.said()
                + " --seed " + decided.value();
    }
}
