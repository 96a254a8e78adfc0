package enospc.cli;

import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.world.RealTime;
import enospc.world.Seed;
import java.util.Map;
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
            description = "a file, or a name in workloads/ (${DEFAULT-VALUE})")
    private String workload;

    @Option(names = "--seed", paramLabel = "N",
            description = "decides everything that is random; equal seeds, equal runs")
    private Long seed;

    @Mixin
    private Place place;

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
        Map<String, String> said = SettingOptions.said(spec);
        Workload chosen = WorkloadFile.read(Home.workload(workload)).with(said);
        Seed decided = new Seed(seed == null ? new RealTime().epochSeconds() : seed);
        // The command that does the same again.
        String replay = "bin/stress run " + SettingOptions.quoted(workload) + SettingOptions.asOptions(said)
                + place.asOptions() + " --seed " + decided.value();
        Plan plan = Generator.plan(Stress.Version.text(), replay, chosen, decided);
        return new RunOnce(plan, place.results(), output).run(place.ground(chosen));
    }
}
