package enospc.cli;

import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.report.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `stress diff`: two runs side by side.
@Command(name = "diff", mixinStandardHelpOptions = true,
        description = "Compare two runs: verdicts, paths taken, latencies as ratios.",
        footer = {"", "Example: stress diff results/20261121T200000Z-race-1 results/latest"})
final class DiffCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "A", description = "a run's folder")
    private Path left;

    @Parameters(index = "1", paramLabel = "B", description = "another")
    private Path right;

    @Override
    public Integer call() {
        RunDirectory a = new RunDirectory(Home.run(left));
        RunDirectory b = new RunDirectory(Home.run(right));
        try {
            Comparison.of(a, ReportCommand.verdict(a), b, ReportCommand.verdict(b)).forEach(System.out::println);
            return 0;
        } catch (IOException unreadable) {
            throw new BadInput("cannot read a history: " + unreadable.getMessage());
        }
    }
}
