package enospc.conform;

import enospc.ci.JUnitFile.Case;
import enospc.ci.JUnitFile.Kind;
import java.util.List;

/// The table as cases of a JUnit file.
final class JUnitCases {

    private JUnitCases() { }

    static List<Case> of(Table table) {
        return table.results().stream().map(JUnitCases::of).toList();
    }

    private static Case of(Conformance.Result result) {
        double seconds = result.took().toNanos() / 1e9;
        String name = result.played().name();
        return switch (result.verdict()) {
            case Verdict.Agree _ -> new Case(result.stage(), name, seconds, Kind.PASSED, "");
            case Verdict.CannotRun cannot -> new Case(result.stage(), name, seconds, Kind.SKIPPED, cannot.why());
            case Verdict.Differ _ -> new Case(result.stage(), name, seconds, Kind.FAILURE, Table.row(result));
        };
    }
}
