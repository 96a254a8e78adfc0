package enospc.soak;

import enospc.check.Checkers;
import enospc.check.Finding;
import enospc.check.Grade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Which planted bug is seen by which claim: in how many of a bug's runs it failed, and how early, as Markdown tables.
public final class Matrix {

    private static final String BEGIN = "<!-- matrix -->";
    private static final String END = "<!-- /matrix -->";

    /// What the runs of one bug came to: for each claim that failed, the virtual second in which it was proven.
    private static final class Row {
        final Canary canary;
        final Map<String, List<Double>> failed = new TreeMap<>();
        long runs;

        Row(Canary canary) {
            this.canary = canary;
        }
    }

    /// What one run came to.
    private record Result(Canary canary, Map<String, Double> failed) { }

    private final List<String> claims = Checkers.claims();
    private final SequencedMap<Canary, Row> rows = new LinkedHashMap<>();

    /// Runs every canary with the seeds from 1 on.
    ///
    /// @param jobs how many runs at a time
    public static Matrix measure(int seeds, int jobs) {
        Matrix matrix = new Matrix();
        var pieces = Canary.ALL.stream().flatMap(canary -> LongStream.rangeClosed(1, seeds)
                .mapToObj(seed -> Map.entry(canary, seed))).iterator();
        Jobs.each(jobs, pieces, piece -> result(piece.getKey(), Trial.of(piece.getKey().plan(piece.getValue()))),
                (_, result) -> matrix.add(result));
        return matrix;
    }

    private static Result result(Canary canary, Trial trial) {
        Map<String, Double> failed = new TreeMap<>();
        for (Finding finding : trial.verdict().findings()) {
            if (finding.grade() == Grade.FAIL) {
                long proof = finding.first().getLast();
                failed.put(finding.claim(), trial.history().get(Math.toIntExact(proof)).time() / 1e9);
            }
        }
        return new Result(canary, failed);
    }

    private void add(Result result) {
        add(result.canary, result.failed);
    }

    /// @param failed claims that failed in one run, and the second in which that was proven
    void add(Canary canary, Map<String, Double> failed) {
        Row row = rows.computeIfAbsent(canary, Row::new);
        row.runs++;
        failed.forEach((claim, second) -> row.failed.computeIfAbsent(claim, _ -> new ArrayList<>()).add(second));
    }

    /// How many runs with this bug failed this claim.
    long failed(Canary canary, String claim) {
        return rows.get(canary).failed.getOrDefault(claim, List.of()).size();
    }

    /// Runs of the protocol without a bug that failed a claim.
    public long falseAlarms() {
        return rows.values().stream().filter(row -> row.canary.seenBy().isEmpty())
                .mapToLong(row -> row.failed.values().stream().mapToLong(List::size).max().orElse(0)).sum();
    }

    /// A row a bug; a claim that never failed leaves its cell empty. Then what the workloads are.
    public String markdown() {
        String head = "| bug | workload | runs | " + String.join(" | ", claims) + " |\n"
                + "| --- | --- | ---: |" + " ---: |".repeat(claims.size()) + "\n";
        String table = rows.values().stream().map(this::line).collect(Collectors.joining());
        String settings = Canary.SETTINGS.entrySet().stream().map(each -> "| " + each.getKey() + " | "
                + new TreeMap<>(each.getValue()).entrySet().stream()
                        .map(setting -> "`--" + setting.getKey() + " " + setting.getValue() + "`")
                        .collect(Collectors.joining(" ")) + " |\n").collect(Collectors.joining());
        return head + table + "\n| workload | settings beside the standard ones |\n| --- | --- |\n" + settings;
    }

    private String line(Row row) {
        String cells = claims.stream().map(claim -> row.failed.getOrDefault(claim, List.of()))
                .map(seconds -> seconds.isEmpty() ? " |" : " " + cell(seconds) + " |").collect(Collectors.joining());
        return "| `" + row.canary.bug().text() + "` | " + row.canary.setting() + " | " + row.runs + " |" + cells + "\n";
    }

    private static String cell(List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return String.format(Locale.ROOT, "%d (%.1f s)", sorted.size(), sorted.get((sorted.size() - 1) / 2));
    }

    /// The document with this table between its two marker lines.
    ///
    /// @throws IllegalArgumentException if it has no such lines
    public String placedIn(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the document needs the lines " + BEGIN + " and " + END);
        }
        return document.substring(0, begin) + BEGIN + "\n" + markdown() + document.substring(end);
    }
}
