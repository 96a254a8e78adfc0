package enospc.cli;

import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.report.export.Export;
import enospc.report.export.Format;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stress export`: a run in the form that another tool takes.
@Command(name = "export", mixinStandardHelpOptions = true,
        description = "Write a run for another tool: trace (Perfetto), edn (Jepsen), csv (space over time), sarif and"
                + " github (CI), hlog (HdrHistogram), junit.",
        footer = {"", "Example: stress export results/latest --as trace -o trace.json"})
final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "a run's folder (results/latest)")
    private Optional<Path> run = Optional.empty();

    @Option(names = "--as", paramLabel = "FORMAT", required = true,
            description = "trace, edn, csv, sarif, github, hlog or junit")
    private String format;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "where to write (standard output)")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() {
        Format wanted = Format.of(format);
        RunDirectory directory = new RunDirectory(Home.run(run.orElseGet(() -> Home.results().resolve("latest"))));
        try (OutputStream out = new BufferedOutputStream(output.isPresent() ? Files.newOutputStream(output.get())
                : System.out)) {
            Export.write(wanted, directory, ReportCommand.verdict(directory), out);
            return 0;
        } catch (IOException refused) {
            throw new BadInput("cannot write " + output.map(Path::toString).orElse("standard output") + ": "
                    + refused.getMessage());
        }
    }
}
