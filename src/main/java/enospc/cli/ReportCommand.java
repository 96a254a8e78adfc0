package enospc.cli;

import enospc.check.Verdict;
import enospc.check.VerdictFile;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.report.page.PageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stress report`: the page of any run, made again from its folder alone.
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "Write a run's page: verdict, claims with their events, timeline, space, latencies. One file that"
                + " works offline.",
        footer = {"", "Example: stress report results/latest"})
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "a run's folder (results/latest)")
    private Optional<Path> run = Optional.empty();

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "where to write (report.html in the folder)")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() {
        RunDirectory directory = new RunDirectory(Home.run(run.orElseGet(() -> Home.results().resolve("latest"))));
        Path file = output.orElseGet(directory::page);
        try {
            PageFile.write(file, directory, verdict(directory));
        } catch (IOException refused) {
            throw new BadInput("cannot write " + file + ": " + refused.getMessage() + "; name another with -o");
        }
        System.out.println(file);
        return 0;
    }

    /// The one that was written down, or if there is none, or none that can be read, a new one.
    static Verdict verdict(RunDirectory directory) {
        if (Files.exists(directory.verdict())) {
            try {
                return VerdictFile.read(directory.verdict());
            } catch (IOException | RuntimeException damaged) {
                System.err.println("stress: " + directory.verdict() + " cannot be read; judging again");
            }
        }
        return Judgement.of(directory);
    }
}
