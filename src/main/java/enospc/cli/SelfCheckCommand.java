package enospc.cli;

import enospc.plan.BadInput;
import enospc.soak.Matrix;
import enospc.soak.SelfCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stress self-check`: do the checkers still see?
@Command(name = "self-check", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Plant every known bug into the protocol and see whether the claims that must catch it do; and"
                + " whether the protocol without one is left in peace. 0: all is as it should be, 1: a checker has"
                + " gone blind, or raises a false alarm.",
        footer = {"", "Example: stress self-check --jobs 2"})
final class SelfCheckCommand implements Callable<Integer> {

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "100",
            description = "the most runs of each bug; one ends as soon as it is caught (${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--jobs", paramLabel = "N", description = "how many runs at a time (all cores)")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--builtin", paramLabel = "N", description = "only the protocol without a bug, with N seeds")
    private int builtin;

    @Option(names = "--matrix", paramLabel = "FILE", description = "every bug with all the seeds against every claim:"
            + " the table goes between the lines <!-- matrix --> and <!-- /matrix --> of this file")
    private Optional<Path> matrix = Optional.empty();

    @Option(names = {"-q", "--quiet"}, description = "only what is wrong")
    private boolean quiet;

    @Override
    public Integer call() {
        if (seeds < 1 || jobs < 1) {
            throw new BadInput("--seeds and --jobs must be 1 or more");
        }
        if (matrix.isPresent()) {
            return measure(matrix.get());
        }
        if (builtin > 0) {
            SelfCheck.Row row = SelfCheck.builtin(builtin, jobs);
            System.out.println(row.text());
            return row.sees() ? 0 : 1;
        }
        return check();
    }

    private int check() {
        SelfCheck.Report report = SelfCheck.run(seeds, jobs, row -> {
            if (!quiet || !row.sees()) {
                System.out.println(row.text());
            }
        });
        report.unproven().forEach(claim -> System.out.println(claim + " is proven by no planted bug"));
        System.out.println(report.sees() ? "every checker sees" : "NOT every checker sees as it should");
        return report.sees() ? 0 : 1;
    }

    private int measure(Path file) {
        try {
            String document = Files.readString(file);
            Matrix measured = Matrix.measure(seeds, jobs);
            Files.writeString(file, measured.placedIn(document));
            System.out.println("written to " + file + "; false alarms: " + measured.falseAlarms());
            return measured.falseAlarms() == 0 ? 0 : 1;
        } catch (IOException | IllegalArgumentException wrong) {
            throw new BadInput("cannot put the matrix into " + file + ": " + wrong.getMessage());
        }
    }
}
