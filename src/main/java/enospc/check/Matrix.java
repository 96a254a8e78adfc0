package enospc.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which planted bug is seen by which claim: how many of a bug's runs each claim failed, as a Markdown table.
public final class Matrix {

    private static final String BEGIN = "<!-- matrix -->";
    private static final String END = "<!-- /matrix -->";

    private record Row(String workload, TreeMap<String, Integer> failed, int runs) { }

    private final List<String> claims = Checkers.claims();
    private final SequencedMap<String, Row> rows = new LinkedHashMap<>();

    /// @param bug      the name of what was planted, `none` for nothing
    /// @param workload where it was planted, as a person would type it
    /// @param verdicts of its runs
    public void add(String bug, String workload, List<Verdict> verdicts) {
        TreeMap<String, Integer> failed = new TreeMap<>();
        verdicts.forEach(verdict -> verdict.failed().forEach(claim -> failed.merge(claim, 1, Integer::sum)));
        rows.put(bug, new Row(workload, failed, verdicts.size()));
    }

    /// How many runs with this bug failed this claim.
    public int failed(String bug, String claim) {
        return rows.get(bug).failed.getOrDefault(claim, 0);
    }

    /// A row a bug; a claim that never failed leaves its cell empty.
    public String markdown() {
        String head = "| bug | workload | runs | " + String.join(" | ", claims) + " |\n"
                + "| --- | --- | ---: |" + " ---: |".repeat(claims.size()) + "\n";
        return head + rows.entrySet().stream().map(row -> line(row.getKey(), row.getValue()))
                .collect(Collectors.joining());
    }

    private String line(String bug, Row row) {
        String cells = claims.stream().map(claim -> row.failed.getOrDefault(claim, 0))
                .map(count -> count == 0 ? " |" : " " + count + " |").collect(Collectors.joining());
        return "| `" + bug + "` | " + row.workload + " | " + row.runs + " |" + cells + "\n";
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
