package enospc.cli;

import enospc.install.Terms;
import enospc.plan.BadInput;
import enospc.plan.Form;
import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.soak.GuardCount;
import enospc.soak.Jobs;
import enospc.soak.Trial;
import enospc.world.RealTime;
import enospc.world.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stress compare`: the same seeds under several guards, in one table.
@Command(name = "compare", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Run the same seeds on the embedded pool with each guard, and say what each made of them.",
        footer = {"", "Example: stress compare --guard none,watchdog,poller,preflight --profile disk --runs 20"})
final class CompareCommand implements Callable<Integer> {

    private static final double NANOS = 1e9;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WORKLOAD", defaultValue = "race", arity = "0..1",
            description = "a file, or a name in workloads/ (${DEFAULT-VALUE})")
    private String workload;

    @Option(names = "--guard", paramLabel = "NAME,...", defaultValue = "none,watchdog,poller,preflight",
            description = "which (${DEFAULT-VALUE})")
    private String guards;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "10", description = "seeds for each (${DEFAULT-VALUE})")
    private String runs;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "the first (${DEFAULT-VALUE})")
    private long first;

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new CompareCommand());
        spec.usageMessage().customSynopsis("stress compare [WORKLOAD] [--SETTING=VALUE]... [OPTION]...%n");
        SettingOptions.add(spec, Setting.ALL.stream()
                .filter(setting -> setting != Setting.TARGET && setting != Setting.GUARD).toList());
        return new CommandLine(spec);
    }

    @Override
    public Integer call() {
        Workload chosen = WorkloadFile.read(Home.workload(workload)).with(SettingOptions.said(spec));
        if (!chosen.get(Setting.TARGET).equals("sim")) {
            throw new BadInput("compare runs on the embedded pool alone: the workload has another target");
        }
        int count = parsed("--runs", Form.whole(1, 1_000_000), runs);
        List<String> names = parsed("--guard", Form.someOf(Arrays.stream(Terms.Guard.values())
                .map(guard -> guard.name().toLowerCase(Locale.ROOT)).toArray(String[]::new)), guards);
        System.out.println("guard      succeeded   failed   retries  past deadline  ended needlessly  virtual    real");
        for (String guard : names) {
            compare(chosen.with(Map.of(Setting.GUARD.key(), guard)), guard, count);
        }
        return 0;
    }

    private static <T> T parsed(String option, Form<T> form, String said) {
        try {
            return form.parse(said);
        } catch (BadInput wrong) {
            throw new BadInput(option + " " + wrong.getMessage());
        }
    }

    private void compare(Workload chosen, String guard, int count) {
        RealTime time = new RealTime();
        GuardCount[] sum = {GuardCount.NOTHING};
        Jobs.each(Runtime.getRuntime().availableProcessors(),
                LongStream.range(first, first + count).mapToObj(seed -> plan(chosen, seed)).iterator(),
                plan -> GuardCount.of(Trial.of(plan).history()),
                (plan, counted) -> sum[0] = sum[0].plus(counted));
        GuardCount of = sum[0];
        System.out.printf(Locale.ROOT, "%-10s %9d %8d %9d %14d %17d %7.0f s %5.1f s%n", guard, of.ok(),
                of.installs() - of.ok(), of.retries(), of.hangs(), of.needless(), of.virtual() / NANOS / of.runs(),
                time.nanos() / NANOS);
    }

    private static Plan plan(Workload chosen, long seed) {
        return Generator.plan(Stress.Version.text(), "", chosen, new Seed(seed));
    }
}
