package enospc.cli;

import enospc.history.Event;
import enospc.history.HistoryFile;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.plan.Form;
import enospc.plan.Plan;
import enospc.plan.Recipe;
import enospc.plan.Setting;
import enospc.plan.WorkloadFile;
import enospc.report.Trace;
import enospc.world.RealTime;
import enospc.world.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stress recipe`: one transition, for certain, in one short run, with its trace.
@Command(name = "recipe", sortOptions = false, mixinStandardHelpOptions = true,
        description = {"Take one transition for certain, in one short run that measures its images and chooses its"
                + " sizes by itself; judge it and show the trace.",
            "  retry-succeeds  out of space, a sweep evicts the idle template, the retry succeeds",
            "  retry-fails     out of space, nothing can be evicted, out of space again, cleaned up",
            "  pipe-enospc     a tar pipe meets the limit and ends by itself",
            "  all             the three in one run"},
        footer = {"", "Example: stress recipe all --target zfs --pool tank",
            "         stress recipe retry-succeeds mine.json"})
final class RecipeCommand implements Callable<Integer> {

    /// The other settings are what makes the recipe.
    private static final List<Setting<?>> SETTINGS = List.of(Setting.TARGET, Setting.IMAGE_SIZE, Setting.PIPE_DEADLINE,
            Setting.WAIT_DEADLINE, Setting.GUARD, Setting.BUG, Setting.GRACE, Setting.SETTLE,
            Setting.CENSUS_EVERY, Setting.POOL_SIZE, Setting.ZFS, Setting.PROFILE, Setting.AS);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", index = "0", description = "which")
    private String name;

    @Parameters(paramLabel = "WORKLOAD", index = "1", arity = "0..1",
            description = "a workload with the subject to try, such as script; else the built-in protocol")
    private String workload;

    @Option(names = "--by", paramLabel = "quota|reservation", defaultValue = "quota",
            description = "what takes the space: the templates' quota, or a sibling's reservation (${DEFAULT-VALUE})")
    private String by;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of the images (${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private Real real;

    @Option(names = "--results", paramLabel = "DIR", description = "where to write (results)")
    private Path results;

    @Mixin
    private Output output;

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new RecipeCommand());
        spec.usageMessage().customSynopsis("stress recipe NAME [WORKLOAD] [--SETTING=VALUE]... [OPTION]...%n");
        SettingOptions.add(spec, SETTINGS);
        return new CommandLine(spec);
    }

    @Override
    public Integer call() {
        Recipe recipe = Recipe.valueOf(chosen("the recipe", name,
                Arrays.stream(Recipe.values()).map(Recipe::text).toArray(String[]::new)));
        Recipe.By limit = Recipe.By.valueOf(chosen("--by", by, "quota", "reservation"));
        Map<String, String> said = SettingOptions.said(spec);
        String what = recipe.text() + (workload == null ? "" : " " + SettingOptions.quoted(workload));
        String replay = "bin/stress recipe " + what + (limit == Recipe.By.QUOTA ? "" : " --by " + by)
                + SettingOptions.asOptions(said) + real.said() + " --seed " + seed;
        Plan plan = workload == null ? recipe.plan(Stress.Version.text(), replay, said, limit, new Seed(seed))
                : recipe.plan(Stress.Version.text(), replay, WorkloadFile.read(Home.workload(workload)), said, limit,
                        new Seed(seed));
        RunOnce once = new RunOnce(plan, results == null ? Home.results() : results, output);
        int status = once.run(real.ground(plan.workload().get(Setting.TARGET).equals("zfs")));
        if (!output.json && !output.quiet) {
            once.directory().ifPresent(directory -> trace(directory, recipe));
        }
        return status;
    }

    private static String chosen(String what, String said, String... words) {
        try {
            return Form.oneOf(words).parse(said).toUpperCase(Locale.ROOT).replace('-', '_');
        } catch (BadInput wrong) {
            throw new BadInput(what + " " + wrong.getMessage());
        }
    }

    private static void trace(RunDirectory directory, Recipe recipe) {
        try {
            List<Event> history = HistoryFile.readAll(directory.history());
            for (String transition : recipe.transitions()) {
                List<String> lines = Trace.of(history, transition);
                System.out.println("\n  " + transition + (lines.isEmpty() ? " was not taken" : ""));
                lines.forEach(System.out::println);
            }
        } catch (IOException unreadable) {
            throw new BadInput("cannot read " + directory.history() + ": " + unreadable.getMessage());
        }
    }
}
