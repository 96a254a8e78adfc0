package enospc.report;

import enospc.check.Checkers;
import enospc.ci.JUnitFile;
import enospc.ci.JUnitFile.Case;
import enospc.ci.JUnitFile.Kind;
import enospc.soak.ledger.Morning;
import enospc.soak.night.BrokenRun;
import enospc.soak.night.Seen;
import java.util.ArrayList;
import java.util.List;

/// A night as a JUnit file: a test a signature, and one for each claim that nothing broke.
public final class SoakJUnit {

    private SoakJUnit() { }

    public static String text(Morning morning) {
        List<Case> cases = new ArrayList<>();
        for (String claim : Checkers.claims()) {
            List<Seen> broke = morning.soak().signatures().stream().filter(seen -> seen.claim().equals(claim)).toList();
            if (broke.isEmpty()) {
                cases.add(new Case("enospc.soak", claim, 0, Kind.PASSED, ""));
            }
            broke.forEach(seen -> cases.add(of(morning, seen)));
        }
        for (BrokenRun run : morning.soak().brokenRuns()) {
            cases.add(new Case("enospc.soak", run.workload() + " " + run.seed(), 0, Kind.ERROR,
                    run.why() + "\n" + run.replay()));
        }
        for (int shard : morning.soak().lostShards()) {
            cases.add(new Case("enospc.soak", "shard " + shard, 0, Kind.ERROR, "lost"));
        }
        return JUnitFile.text("enospc.soak." + morning.soak().soak(), cases);
    }

    private static Case of(Morning morning, Seen seen) {
        Kind kind = morning.standing(seen).red() ? Kind.FAILURE : Kind.SKIPPED;
        String message = morning.standing(seen).text() + ", " + seen.failures() + " times";
        return new Case("enospc.soak", seen.signature().text() + " [" + seen.id() + "]",
                Math.max(0, seen.shown().atNanos() / 1e9), kind,
                message + "\n" + seen.shown().why() + "\n" + seen.shown().replay() + "\n");
    }
}
