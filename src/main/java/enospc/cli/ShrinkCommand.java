package enospc.cli;

import enospc.check.Finding;
import enospc.check.Grade;
import enospc.check.Verdict;
import enospc.check.VerdictFile;
import enospc.history.HistoryFile;
import enospc.history.HistoryWriter;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.plan.Nearest;
import enospc.plan.Plan;
import enospc.plan.PlanFile;
import enospc.plan.PlanReader;
import enospc.plan.Setting;
import enospc.report.Story;
import enospc.soak.Shrinker;
import enospc.soak.Trial;
import enospc.world.Crashed;
import enospc.world.RealTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stress shrink`: from a run that failed to the smallest plan that fails in the same way, and its story.
@Command(name = "shrink", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Find a smaller plan that breaks the same claim, and tell its story in 40 lines.",
        footer = {"", "Example: stress shrink results/latest"})
final class ShrinkCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "the folder of a run that failed, such as results/latest")
    private Path run;

    @Option(names = "--claim", paramLabel = "NAME", description = "the claim that has to fail (the first that did)")
    private String claim;

    @Option(names = "--tries", paramLabel = "N", defaultValue = "5",
            description = "how often each smaller plan is tried, with another seed or on the real pool"
                    + " (${DEFAULT-VALUE})")
    private int tries;

    @Option(names = "--most", paramLabel = "N", defaultValue = "2000",
            description = "smaller plans that are tried in all (${DEFAULT-VALUE})")
    private int most;

    @Mixin
    private Real real;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        RunDirectory directory = new RunDirectory(Home.run(run));
        Plan plan = PlanReader.read(directory.plan());
        String broken = chosen(Judgement.of(directory));
        boolean isReal = plan.workload().get(Setting.TARGET).equals("zfs");
        Path results = directory.path().toAbsolutePath().normalize().getParent();
        Plan whole = isReal ? plan : Trial.pinned(plan);
        RealTrying onPool = new RealTrying(broken, tries, real, results);
        Shrinker.Trying trying = isReal ? onPool : Shrinker.Trying.simulated(broken, tries, plan);
        Shrinker shrinker = new Shrinker(whole, trying, most, this::say);
        say("shrinking " + Shrinker.described(plan) + " for " + broken + " ...");
        Plan small;
        try {
            small = shrinker.shrink();
        } catch (Crashed stopped) {
            return Stress.INTERRUPTED;
        }
        say(shrinker.tried() + " smaller plans tried; left are " + Shrinker.described(small)
                + (isReal ? "; it failed " + onPool.rate() : ""));
        RunDirectory result = isReal ? onPool.last().orElse(directory) : kept(small, results);
        story(result, broken);
        return Judgement.exitStatus(Grade.FAIL);
    }

    private String chosen(Verdict verdict) {
        List<String> failed = verdict.failed();
        if (failed.isEmpty()) {
            throw new BadInput("that run did not fail, there is nothing to shrink: " + verdict.grade().text());
        }
        if (claim != null && !failed.contains(claim)) {
            throw new BadInput("--claim is " + claim + Nearest.hint(claim, failed) + "; what failed is "
                    + String.join(", ", failed));
        }
        return claim == null ? failed.getFirst() : claim;
    }

    /// Runs the small plan once more and keeps it like any other run.
    private RunDirectory kept(Plan small, Path results) {
        RunDirectory made = RunDirectory.make(results, new RealTime().epochSeconds(),
                small.workload().name() + "-small", small.seed().value());
        Plan plan = small.replayedBy("bin/stress run " + Home.shown(made.plan()));
        PlanFile.write(made.plan(), plan);
        Trial trial = Trial.of(plan);
        try (HistoryWriter writer = new HistoryWriter(made.history(), false)) {
            trial.history().forEach(writer::write);
        }
        VerdictFile.write(made.verdict(), trial.verdict());
        return made;
    }

    private void story(RunDirectory directory, String broken) {
        Verdict verdict = Judgement.of(directory);
        Optional<Finding> finding = verdict.findings().stream().filter(each -> each.claim().equals(broken)).findFirst();
        List<Long> evidence = finding.map(Finding::evidence).orElse(List.of());
        try {
            List<String> lines = Story.of(HistoryFile.readAll(directory.history()), evidence);
            Files.write(directory.path().resolve("story.txt"), lines);
            if (!output.json && !output.quiet) {
                lines.forEach(System.out::println);
                System.out.println();
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot tell the story of " + directory.path(), refused);
        }
        Judgement.print(verdict, directory, "the smallest plan that was found", output);
    }

    private void say(String line) {
        if (!output.json && !output.quiet) {
            System.err.println("stress: " + line);
        }
    }
}
