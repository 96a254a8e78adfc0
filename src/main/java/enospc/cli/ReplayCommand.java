package enospc.cli;

import enospc.check.Grade;
import enospc.check.Verdict;
import enospc.check.VerdictFile;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.plan.Plan;
import enospc.plan.PlanReader;
import enospc.plan.Setting;
import enospc.soak.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stress replay`: a simulated run is repeated exactly, a real one a number of times.
@Command(name = "replay", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Repeat a run from its plan.json. A simulated one must come out the same, byte for byte; of a "
                + "real one it is said how often it failed again.",
        footer = {"", "Example: stress replay results/latest"})
final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "a run's folder, such as results/latest")
    private Path run;

    @Option(names = "--times", paramLabel = "N", defaultValue = "5",
            description = "how often a real run is repeated (${DEFAULT-VALUE})")
    private int times;

    @Mixin
    private Real real;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        if (times < 1 || times > 10_000) {
            throw new BadInput("--times is " + times + "; it must be from 1 to 10000");
        }
        RunDirectory directory = new RunDirectory(Home.run(run));
        Plan plan = PlanReader.read(directory.plan());
        return plan.workload().get(Setting.TARGET).equals("sim") ? exactly(directory, plan) : often(directory, plan);
    }

    private int exactly(RunDirectory directory, Plan plan) {
        Replay replay = Replay.of(plan, directory.history());
        Judgement.print(replay.trial().verdict(), directory, "repeated from its plan", output);
        if (replay.difference().isEmpty()) {
            say("the same again: " + replay.trial().history().size() + " events, byte for byte");
            return Judgement.exitStatus(replay.trial().verdict().grade());
        }
        Replay.Difference difference = replay.difference().get();
        System.err.println("stress: the repetition differs at line " + difference.line() + " of "
                + directory.history());
        System.err.println("  was: " + shortened(difference.was()));
        System.err.println("  now: " + shortened(difference.now()));
        System.err.println(plan.version().equals(Stress.Version.text())
                ? "  equal plans must give equal histories: please report this"
                : "  the run was made by version " + plan.version() + ", this is " + Stress.Version.text());
        return Stress.INTERNAL;
    }

    private int often(RunDirectory directory, Plan plan) {
        List<String> before = claims(directory);
        Path results = directory.path().toAbsolutePath().getParent();
        int failed = 0;
        for (int i = 1; i <= times; i++) {
            RunOnce again = new RunOnce(plan, results, output);
            int status = again.run(real.ground());
            if (status == Stress.INTERRUPTED || status == Stress.INTERNAL) {
                return status;
            }
            failed += again.verdict().map(verdict -> isSame(verdict, before)).orElse(false) ? 1 : 0;
            say(i + " of " + times + " repeated; " + failed + " failed"
                    + (before.isEmpty() ? "" : " as before (" + String.join(", ", before) + ")"));
        }
        return failed > 0 ? Judgement.exitStatus(Grade.FAIL) : Judgement.exitStatus(Grade.PASS);
    }

    private static boolean isSame(Verdict verdict, List<String> before) {
        return verdict.grade() == Grade.FAIL
                && (before.isEmpty() || verdict.failed().stream().anyMatch(before::contains));
    }

    private static List<String> claims(RunDirectory directory) {
        try {
            return VerdictFile.read(directory.verdict()).failed();
        } catch (IOException none) {
            return List.of();
        }
    }

    private void say(String line) {
        if (!output.json && !output.quiet) {
            System.out.println(line);
        }
    }

    private static String shortened(String line) {
        return line.isEmpty() ? "(nothing)" : line.length() <= 300 ? line : line.substring(0, 300) + " ...";
    }
}
