package enospc.conform;

import enospc.ci.JUnitFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `stress conform` without its command line: holds a ZFS against the cases and says where they differ.
public final class Conform {

    private Conform() { }

    /// @param cases  a folder of case files or one file; empty for those that the program brings along
    /// @param only   parts of case names; empty for all
    /// @param junit  where the JUnit file goes, if anywhere
    /// @param quiet  prints only what differs, and the counts
    public record Request(Optional<Path> cases, List<String> only, Optional<Path> junit, boolean quiet) { }

    /// Plays the cases on the given stages and closes these.
    ///
    /// @param stop ends it before the next case, with the counts so far and without a file
    /// @return exit status: see [Table#status()]
    public static int run(Request request, List<Stage> stages, Stop stop, PrintStream out) {
        List<Case> cases = new ArrayList<>(request.cases().map(Cases::in).orElseGet(Cases::shipped));
        if (!request.only().isEmpty()) {
            cases.removeIf(each -> request.only().stream().noneMatch(each.name()::contains));
        }
        try {
            Table table = Conformance.play(cases, stages, stop, result -> heard(result, request, out));
            out.print(table.counts());
            request.junit().filter(_ -> !stop.asked())
                    .ifPresent(file -> JUnitFile.write(file, "enospc.conform", JUnitCases.of(table)));
            return table.status();
        } finally {
            stages.forEach(Stage::close);
        }
    }

    private static void heard(Conformance.Result result, Request request, PrintStream out) {
        if (!request.quiet() || result.verdict() instanceof Verdict.Differ) {
            out.println(Table.row(result));
        }
    }
}
