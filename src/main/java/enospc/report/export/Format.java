package enospc.report.export;

import enospc.plan.BadInput;
import enospc.plan.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What other tools take.
public enum Format {
    /// Trace events as Perfetto and Chrome read them.
    TRACE("trace.json"),
    /// A history as Jepsen writes it.
    EDN("history.edn"),
    /// Space over time, for a spreadsheet.
    CSV("space.csv"),
    /// Failed claims as SARIF 2.1.0.
    SARIF("report.sarif"),
    /// Failed claims as lines that GitHub Actions shows at their place.
    GITHUB("annotations.txt"),
    /// Latencies as HdrHistogram's log.
    HLOG("latency.hlog"),
    /// Claims as test cases.
    JUNIT("junit.xml");

    private final String fileName;

    Format(String fileName) {
        this.fileName = fileName;
    }

    /// How the file is called if nobody says.
    public String fileName() {
        return fileName;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws BadInput if there is none of that name
    public static Format of(String text) {
        List<String> known = Arrays.stream(values()).map(Format::text).toList();
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst()
                .orElseThrow(() -> new BadInput("--as is \"" + text + "\"" + Nearest.hint(text, known)
                        + "; known are: " + String.join(", ", known)));
    }
}
