package enospc.cli;

import enospc.check.Verdict;
import enospc.history.RunDirectory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `stress check`: judges an old run again, from its history alone.
@Command(name = "check", mixinStandardHelpOptions = true,
        description = "Judge a run again from its history. The exit status is that of the run.",
        footer = {"", "Example: stress check results/latest"})
final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "a run's folder, such as results/latest")
    private Path run;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        RunDirectory directory = new RunDirectory(Home.run(run));
        Verdict verdict = Judgement.of(directory);
        Judgement.print(verdict, directory, "", output);
        return Judgement.exitStatus(verdict.grade());
    }
}
