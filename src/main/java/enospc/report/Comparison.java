package enospc.report;

import enospc.check.Finding;
import enospc.check.Verdict;
import enospc.history.HistoryFile;
import enospc.history.RunDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/// Two runs side by side: what differs in their verdicts, their transitions, and how long things took.
public final class Comparison {

    private static final int DIGITS = 3;
    private static final int NAME_WIDTH = 26;
    private static final int CELL_WIDTH = 14;

    /// A run as it is compared.
    ///
    /// @param latencies nanoseconds, by `f`; of what ended
    private record Side(Verdict verdict, SequencedMap<String, Histogram> latencies) { }

    private final Side left;
    private final Side right;
    private final List<String> lines = new ArrayList<>();

    private Comparison(Side left, Side right) {
        this.left = left;
        this.right = right;
    }

    /// @return lines for a person
    /// @throws IOException if a history cannot be read
    public static List<String> of(RunDirectory a, Verdict verdictA, RunDirectory b, Verdict verdictB)
            throws IOException {
        return new Comparison(side(a, verdictA), side(b, verdictB)).lines();
    }

    private static Side side(RunDirectory run, Verdict verdict) throws IOException {
        SequencedMap<String, Histogram> latencies = new TreeMap<>();
        try (Pairing pairing = new Pairing(stretch -> {
            if (!stretch.instant() && stretch.end().isPresent()) {
                latencies.computeIfAbsent(stretch.begin().f(), _ -> new Histogram(DIGITS))
                        .recordValue(Math.max(0, stretch.took()));
            }
        })) {
            HistoryFile.read(run.history(), pairing);
        }
        return new Side(verdict, latencies);
    }

    private List<String> lines() {
        row("", "A", "B", "");
        row("verdict", left.verdict.grade().text(), right.verdict.grade().text(), "");
        row("workload", left.verdict.facts().workload(), right.verdict.facts().workload(), "");
        row("seed", left.verdict.facts().seed(), right.verdict.facts().seed(), "");
        row("version", left.verdict.facts().version(), right.verdict.facts().version(), "");
        row("events", left.verdict.events(), right.verdict.events(), ratio(left.verdict.events(),
                right.verdict.events()));
        claims();
        transitions();
        latencies();
        return lines;
    }

    private void claims() {
        lines.add("");
        int before = lines.size();
        for (Finding finding : left.verdict.findings()) {
            String other = right.verdict.findings().stream().filter(each -> each.claim().equals(finding.claim()))
                    .findFirst().map(each -> each.grade().text()).orElse("-");
            if (!finding.grade().text().equals(other)) {
                row(finding.claim(), finding.grade().text(), other, "differs");
            }
        }
        if (lines.size() == before) {
            lines.add("every claim stands the same in both");
        }
    }

    private void transitions() {
        lines.add("");
        TreeSet<String> names = new TreeSet<>(left.verdict.transitions().keySet());
        names.addAll(right.verdict.transitions().keySet());
        for (String name : names) {
            long a = left.verdict.transitions().getOrDefault(name, 0L);
            long b = right.verdict.transitions().getOrDefault(name, 0L);
            if (a > 0 || b > 0) {
                row(name, a, b, ratio(a, b));
            }
        }
    }

    private void latencies() {
        lines.add("");
        row("latency (p50, p99)", "A", "B", "B : A");
        TreeSet<String> names = new TreeSet<>(left.latencies.keySet());
        names.addAll(right.latencies.keySet());
        for (String f : names) {
            for (double percentile : new double[] {50, 99}) {
                String name = f + String.format(Locale.ROOT, " p%.0f", percentile);
                row(name, value(left, f, percentile), value(right, f, percentile));
            }
        }
    }

    /// -1 if there is none.
    private static long value(Side side, String f, double percentile) {
        Histogram histogram = side.latencies.get(f);
        return histogram == null ? -1 : histogram.getValueAtPercentile(percentile);
    }

    private void row(String name, long a, long b) {
        row(name, millis(a), millis(b), a < 0 || b < 0 ? "" : ratio(a, b));
    }

    private static String millis(long nanos) {
        return nanos < 0 ? "-" : String.format(Locale.ROOT, "%,.2f ms", nanos / 1e6);
    }

    /// How many times as much B is.
    private static String ratio(long a, long b) {
        return a == 0 ? b == 0 ? "" : "new" : String.format(Locale.ROOT, "x %.2f", (double) b / a);
    }

    private void row(String name, Object a, Object b, String note) {
        lines.add((pad(name, NAME_WIDTH) + pad(String.valueOf(a), CELL_WIDTH) + pad(String.valueOf(b), CELL_WIDTH)
                + note).stripTrailing());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
