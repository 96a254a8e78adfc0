package enospc.soak.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.Grade;
import enospc.plan.BadInput;
import enospc.report.SoakJUnit;
import enospc.report.SoakMetrics;
import enospc.report.SoakSummary;
import enospc.soak.ledger.Line.Standing;
import enospc.soak.night.BrokenRun;
import enospc.soak.night.Counts;
import enospc.soak.night.JsonFile;
import enospc.soak.night.Kept;
import enospc.soak.night.Order;
import enospc.soak.night.Sample;
import enospc.soak.night.Seen;
import enospc.soak.night.Signature;
import enospc.soak.night.SoakFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final Signature ORPHAN = new Signature("NoOrphanStaging", "retry-fails",
            List.of("install fail", "zfs destroy BUSY"));
    private static final Signature HANG = new Signature("NoPipePastDeadline", "pipe-hangs",
            List.of("pipe <\"&\u0001>"));
    private static final String TODAY = "2026-11-23";

    @TempDir
    private Path results;

    private Ledger ledger;

    @BeforeEach
    void begin() {
        ledger = new Ledger(results);
    }

    private static Seen seen(Signature signature, long failures) {
        Sample sample = new Sample("race", 7, 6, 2_000_000_000L, 99, "w1 left it", "bin/stress run race --seed 7", "");
        return new Seen(signature.id(), signature.claim(), signature.transition(), signature.steps(), failures, sample,
                List.of(sample));
    }

    private static SoakFile soak(String name, String begun, Counts counts, List<BrokenRun> broken, Seen... seen) {
        Order order = new Order("bin/stress soak race", List.of("race"), new LinkedHashMap<>(), 1, true, 100, 0, 2, 0,
                1, 3, 1 << 30);
        return new SoakFile(name, "0.1.0", SoakFile.ENDED, begun, begun, 10, 1, order, "saw all", 100, counts, 10, 0, 0,
                new TreeMap<>(Map.of("race", counts)), new TreeMap<>(Map.of("retry-fails", 12L)),
                new TreeMap<>(Map.of("NoOrphanStaging", 3L)), List.of(seen), broken, List.of());
    }

    private static SoakFile failing(String name, String begun, Seen... seen) {
        return soak(name, begun, new Counts(100, 97, 3, 0, 0), List.of(), seen);
    }

    private Grade grade(SoakFile soak, String today) {
        return Morning.of(soak, ledger.add(soak), today).grade();
    }

    @Test
    void anAcceptedFailureIsNotRedUntilItExpiresAndANewOneIs() {
        SoakFile night = failing("a", "2026-11-22T20:00:00Z", seen(ORPHAN, 3));
        assertEquals(Grade.FAIL, grade(night, TODAY));
        ledger.review(ORPHAN.id().substring(0, 4), new Review(Review.ACCEPTED, "2026-12-31", "known", "me", ""));
        assertEquals(Grade.PASS, grade(night, TODAY));
        assertEquals(Grade.PASS, grade(night, "2026-12-31"));
        assertEquals(Grade.FAIL, grade(night, "2027-01-01"));
        assertEquals(Grade.FAIL, grade(failing("b", "2026-11-23T20:00:00Z", seen(ORPHAN, 3), seen(HANG, 1)), TODAY));
    }

    @Test
    void aRejectedOneIsRedAndAForgottenOneIsNew() {
        grade(failing("a", "2026-11-22T20:00:00Z", seen(ORPHAN, 3)), TODAY);
        assertEquals(Standing.REJECTED, ledger.review(ORPHAN.id(), new Review(Review.REJECTED, "", "", "me", ""))
                .standing(TODAY));
        assertEquals(Standing.NEW, ledger.review(ORPHAN.id(), new Review(Review.OPEN, "", "", "me", ""))
                .standing(TODAY));
    }

    @Test
    void aSoakThatIsAddedAgainTakesTheOldOnesPlace() {
        ledger.add(failing("a", "2026-11-22T20:00:00Z", seen(ORPHAN, 3)));
        LedgerFile after = ledger.add(failing("a", "2026-11-22T20:00:00Z", seen(ORPHAN, 5)));
        assertEquals(List.of(5L), after.signatures().stream().map(Line::failures).toList());
        assertEquals(1, after.nights().size());
    }

    @Test
    void manyWritersLoseNothing() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SoakFile soak = failing("s" + i, "2026-11-2" + i + "T20:00:00Z", seen(ORPHAN, 1));
            writers.add(Thread.ofPlatform().start(() -> new Ledger(results).add(soak)));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertEquals(8, ledger.read().line(ORPHAN.id()).orElseThrow().nights().size());
    }

    @Test
    void aDamagedLedgerIsSaidAndStays() throws IOException {
        ledger.add(failing("a", "2026-11-22T20:00:00Z", seen(ORPHAN, 3)));
        ledger.add(failing("b", "2026-11-23T20:00:00Z", seen(ORPHAN, 3)));
        String half = Files.readString(ledger.file()).substring(0, 300);
        Files.writeString(ledger.file(), half);
        BadInput damaged = assertThrows(BadInput.class, () -> ledger.add(failing("c", "", seen(ORPHAN, 1))));
        assertTrue(damaged.getMessage().contains("index.json:") && damaged.getMessage().contains("index.json~"),
                damaged.getMessage());
        assertEquals(half, Files.readString(ledger.file()));
        assertEquals(1, JsonFile.read(results.resolve("index.json~"), LedgerFile.class).nights().size());
    }

    @Test
    void aNightWithABrokenRunAndNoFailureIsUnknown() {
        SoakFile night = soak("a", "2026-11-22T20:00:00Z", new Counts(2, 1, 0, 0, 1),
                List.of(new BrokenRun("race", 1, 0, "OutOfMemoryError", "bin/stress run race --seed 1")));
        assertEquals(Grade.UNKNOWN, grade(night, TODAY));
    }

    @Test
    void anUnknownSignatureIsSaid() {
        assertThrows(BadInput.class, () -> ledger.review("abcd", new Review(Review.OPEN, "", "", "", "")));
    }

    @Test
    void theSummaryHasFiveLinesAndTheFilesAreWellFormed() throws Exception {
        SoakFile soak = failing("a", "2026-11-22T20:00:00Z", seen(ORPHAN, 3), seen(HANG, 1));
        Morning morning = Morning.of(soak, ledger.add(soak), TODAY);
        assertEquals(5, new SoakSummary(morning, results).fiveLines().lines().count());
        String metrics = SoakMetrics.text(morning);
        assertTrue(metrics.endsWith("\n# EOF\n"));
        assertTrue(metrics.contains("enospc_soak_runs_total{workload=\"race\",verdict=\"fail\"} 3\n"), metrics);
        var suite = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new org.xml.sax.InputSource(new java.io.StringReader(SoakJUnit.text(morning))))
                .getDocumentElement();
        assertEquals(List.of("2", "0", "0"), List.of(suite.getAttribute("failures"), suite.getAttribute("errors"),
                suite.getAttribute("skipped")));
        assertEquals(2, suite.getElementsByTagName("failure").getLength());
    }

    @Test
    void retentionTakesOldFoldersOfSoaksAndNoOthers() throws IOException {
        ledger.add(failing("old-soak", "2026-01-01T20:00:00Z", seen(ORPHAN, 3), seen(HANG, 1)));
        ledger.review(ORPHAN.id(), new Review(Review.ACCEPTED, "2027-01-01", "known", "me", ""));
        folder("accepted", Kept.Mark.NAME, new Kept.Mark("old-soak", List.of(ORPHAN.id())));
        folder("open", Kept.Mark.NAME, new Kept.Mark("old-soak", List.of(ORPHAN.id(), HANG.id())));
        folder("somebody's", "notes.json", List.of());
        folder("old-soak", SoakFile.NAME, failing("old-soak", "2026-01-01T20:00:00Z"));
        folder("lost-soak", SoakFile.NAME, failing("lost-soak", "2026-01-01T20:00:00Z"));
        List<Path> gone = new Retention(results, ledger.read(), Instant.parse("2026-11-22T20:00:00Z")
                .getEpochSecond(), Duration.ofDays(30)).takeAway();
        assertEquals(List.of(results.resolve("accepted"), results.resolve("old-soak")), gone);
        assertEquals(2, ledger.read().signatures().size());
    }

    private void folder(String name, String file, Object content) throws IOException {
        Path folder = Files.createDirectories(results.resolve(name));
        JsonFile.write(folder.resolve(file), content);
        Files.setLastModifiedTime(folder, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
    }
}
