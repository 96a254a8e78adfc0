package enospc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import enospc.install.Bug;
import enospc.plan.Workload;
import enospc.run.Races;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Which claim sees which planted bug, in doc/checkers.md.
class MatrixTest {

    private static final String SEEDS = "matrix.seeds";
    private static final Path DOCUMENT = Path.of("doc/checkers.md");

    /// What these do shows only when workers want the same image.
    private static final Set<Bug> SHARED = Set.of(Bug.RENAME_GAP, Bug.EVICT_PROMISED, Bug.EVICT_UNSTAMPED,
            Bug.DEAF_WAITER, Bug.STALE_LOCK, Bug.DOUBLE_EXTRACT, Bug.LOST_RACE_MISREAD);

    private static List<Verdict> verdicts(Bug bug, Map<String, String> settings, long seeds) {
        Map<String, String> said = new TreeMap<>(settings);
        said.put("bug", bug.text());
        Workload workload = Races.race(said);
        return LongStream.rangeClosed(1, seeds)
                .mapToObj(seed -> Checkers.check(Races.run(workload, seed), Story.FACTS)).toList();
    }

    private static Map<String, String> settings(Bug bug) {
        Map<String, String> settings = new TreeMap<>(Map.of("image-size", "256K..1M", "rounds", "2"));
        if (SHARED.contains(bug)) {
            settings.putAll(Map.of("sharing", "shared", "images", "6", "rounds", "3"));
        }
        if (bug == Bug.STALE_LOCK) {
            settings.put("kill-every", "4s");
        }
        return settings;
    }

    @Test
    void theTableStandsBetweenItsMarkers() {
        Matrix matrix = new Matrix();
        matrix.add("none", "race", List.of());
        assertEquals("a\n<!-- matrix -->\n" + matrix.markdown() + "<!-- /matrix -->\nz\n",
                matrix.placedIn("a\n<!-- matrix -->\nold\n<!-- /matrix -->\nz\n"));
    }

    @Test
    void theDocumentSaysWhatWasMeasured() throws IOException {
        assumeTrue(Long.getLong(SEEDS) != null, "measures only with -D" + SEEDS + "=50, which takes a minute");
        Matrix matrix = new Matrix();
        for (Bug bug : Bug.values()) {
            Map<String, String> settings = settings(bug);
            String workload = (settings.containsKey("sharing") ? "shared" : "unique")
                    + (settings.containsKey("kill-every") ? ", kills" : "");
            matrix.add(bug.text(), workload, verdicts(bug, settings, Long.getLong(SEEDS)));
        }
        Files.writeString(DOCUMENT, matrix.placedIn(Files.readString(DOCUMENT)));
        assertEquals(0, Checkers.claims().stream().mapToInt(claim -> matrix.failed("none", claim)).sum());
    }
}
