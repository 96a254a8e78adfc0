package enospc.report.page;

import enospc.check.Verdict;
import enospc.history.RunDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The lines of the history that a verdict points at, as they stand in the file.
final class Evidence {

    private static final int LINE_MAX = 4000;

    private Evidence() { }

    /// @return by index; a long line is cut, and says how much is missing and where it is
    static SequencedMap<Long, String> of(RunDirectory run, Verdict verdict) throws IOException {
        TreeSet<Long> wanted = new TreeSet<>();
        verdict.findings().forEach(finding -> wanted.addAll(finding.evidence()));
        SequencedMap<Long, String> lines = new TreeMap<>();
        if (wanted.isEmpty()) {
            return lines;
        }
        try (BufferedReader history = new BufferedReader(
                new InputStreamReader(Files.newInputStream(run.history()), StandardCharsets.UTF_8))) {
            String line = history.readLine();
            for (long index = 0; line != null && index <= wanted.last(); index++) {
                if (wanted.contains(index)) {
                    lines.put(index, shown(line, index));
                }
                line = history.readLine();
            }
        }
        return lines;
    }

    private static String shown(String line, long index) {
        int more = line.length() - LINE_MAX;
        return more <= 0 ? line
                : line.substring(0, LINE_MAX) + " ... " + more + " characters more in history.jsonl, line "
                        + (index + 1);
    }
}
