package enospc.report.export;

import enospc.check.Finding;
import enospc.check.Verdict;
import enospc.ci.JUnitFile;
import enospc.ci.JUnitFile.Case;
import enospc.ci.JUnitFile.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// `junit.xml` of a run: a test case for each claim and each required transition.
public final class Claims {

    private Claims() { }

    public static void write(Verdict verdict, OutputStream out) throws IOException {
        List<Case> cases = new ArrayList<>(verdict.findings().stream().map(finding -> of(verdict, finding)).toList());
        for (String missing : verdict.missing()) {
            cases.add(new Case(group(verdict), missing, 0, Kind.ERROR, "the required path was never taken"));
        }
        if (!verdict.damage().isEmpty()) {
            cases.add(new Case(group(verdict), "history", 0, Kind.ERROR, verdict.damage()));
        }
        JUnitFile.write(out, group(verdict) + ".seed-" + verdict.facts().seed(), cases);
    }

    private static String group(Verdict verdict) {
        return "enospc." + verdict.facts().workload();
    }

    private static Case of(Verdict verdict, Finding finding) {
        Kind kind = switch (finding.grade()) {
            case PASS -> Kind.PASSED;
            case FAIL -> Kind.FAILURE;
            case UNKNOWN -> Kind.SKIPPED;
        };
        String text = kind == Kind.FAILURE ? finding.why() + "\nevents " + finding.evidence() + "\nagain: "
                + verdict.facts().replay() : finding.why();
        return new Case(group(verdict), finding.claim(), 0, kind, text);
    }
}
