package enospc.report.export;

import enospc.check.Finding;
import enospc.check.Grade;
import enospc.check.Verdict;
import enospc.history.RunDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Failed claims, and those of which nobody knows, as workflow commands of GitHub Actions: a line each.
final class Annotations {

    private Annotations() { }

    static void write(RunDirectory run, Verdict verdict, OutputStream out) throws IOException {
        String lines = verdict.findings().stream()
                .filter(finding -> finding.grade() == Grade.FAIL || finding.grade() == Grade.UNKNOWN
                        && !finding.vacuous())
                .map(finding -> line(run, verdict, finding)).collect(Collectors.joining());
        out.write(lines.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(RunDirectory run, Verdict verdict, Finding finding) {
        String level = finding.grade() == Grade.FAIL ? "error" : "warning";
        String place = finding.evidence().isEmpty() ? "" : ",line=" + (finding.evidence().getFirst() + 1);
        return "::" + level + " file=" + property(run.history().toString()) + place + ",title="
                + property(finding.claim()) + "::" + message(finding.why() + "\nagain: " + verdict.facts().replay())
                + "\n";
    }

    private static String message(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
