package enospc.check;

import static enospc.check.Story.container;
import static enospc.check.Story.pristine;
import static enospc.check.Story.staging;
import static enospc.check.Story.template;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.history.Event;
import enospc.history.HistoryWriter;
import enospc.history.Problem;
import enospc.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckersTest {

    @TempDir
    Path dir;

    /// One install that is fine and one that fails cleanly at the quota.
    private static Story good(String... required) {
        Story story = told(required);
        Story.Op ok = story.install("w0", "k1", "c0").extracts();
        ok.ok();
        ok.looks(template("k1"), pristine("k1"), container("c0", "k1"));
        Story.Op fails = story.install("w1", "k2", "c1").creates().copyFails("pipe", "EDQUOT").retrySweep()
                .copyFails("pipe", "EDQUOT").discards();
        fails.fail("EDQUOT");
        fails.looks();
        return story;
    }

    private static Story goodToItsEnd(String... required) {
        return good(required).end(template("k1"), pristine("k1"), container("c0", "k1"));
    }

    private Path written(Story story) {
        Path path = dir.resolve("history.jsonl");
        try (HistoryWriter writer = new HistoryWriter(path, false)) {
            story.events.forEach(writer::write);
        }
        return path;
    }

    /// A checker that answers as it is told.
    private static Function<Scene, Checker> saying(Finding finding) {
        return _ -> new Checker() {
            @Override
            public String claim() {
                return finding.claim();
            }

            @Override
            public void see(Event event, Span span) { }

            @Override
            public Finding end() {
                return finding;
            }
        };
    }

    private static Grade combined(Finding... findings) {
        List<Function<Scene, Checker>> claims = List.of(findings).stream().map(CheckersTest::saying).toList();
        return Checkers.check(told().end().events, Story.FACTS, new Claims(claims)).grade();
    }

    @Test
    void aRunThatKeepsEveryPromiseUnderPressurePasses() {
        assertEquals("2 installs: 1 ok, 1 failed", goodToItsEnd().verdict().summary());
    }

    @Test
    void aFileGivesTheSameVerdictAsItsEvents() throws IOException {
        Story story = goodToItsEnd();
        assertEquals(story.verdict(), Checkers.check(written(story), Story.FACTS));
    }

    @Test
    void aHistoryCanBeJudgedWhileItHappens() {
        Story story = goodToItsEnd();
        Checkers checkers = new Checkers();
        story.events.forEach(checkers::see);
        assertEquals(story.verdict(), checkers.verdict(Story.FACTS));
    }

    @Test
    void anEmptyHistoryIsUnknown() {
        assertEquals("the history was cut off after 0 events; no install ever met a shortage of space;"
                + " 0 installs: 0 ok, 0 failed", Checkers.check(List.of(), Story.FACTS).summary());
    }

    @Test
    void aRunInWhichNothingHappenedProvesNothing() {
        Verdict verdict = told().end().verdict();
        assertEquals(Checkers.claims(), verdict.findings().stream().filter(Finding::vacuous).map(Finding::claim)
                .toList());
    }

    @Test
    void aFileInWhichOpsDoNotTakeTurnsIsDamaged() throws IOException {
        Path path = written(goodToItsEnd());
        List<String> lines = new ArrayList<>(Files.readAllLines(path));
        String again = lines.get(1).replaceFirst("\"index\":1,", "\"index\":" + lines.size() + ",")
                .replaceFirst("\"time\":\\d+", "\"time\":99999999999").replaceFirst("invoke", "ok");
        Files.write(path, List.of(again), StandardOpenOption.APPEND);
        assertEquals("line 35, column 1: w0 ends install, which it has not begun",
                Checkers.check(path, Story.FACTS).damage());
    }

    /// The whole of a run, and then its first events once more.
    private static List<Event> runAndAnother(Story story) {
        List<Event> events = new ArrayList<>(story.events);
        for (Event event : story.events.subList(0, 3)) {
            events.add(new Event(events.size(), 200_000_000_000L, event.process(), event.type(), event.f(),
                    event.value(), event.error(), event.op()));
        }
        return events;
    }

    @Test
    void aSecondSetupIsDamageAtItsLine() throws IOException {
        Story story = goodToItsEnd();
        List<Event> events = runAndAnother(story);
        Path path = dir.resolve("history.jsonl");
        try (HistoryWriter writer = new HistoryWriter(path, false)) {
            events.forEach(writer::write);
        }
        String why = "a setup, which begins a run, in the middle of one: a history is one run";
        Verdict ofFile = Checkers.check(path, Story.FACTS);
        Verdict ofEvents = Checkers.check(events, Story.FACTS);
        assertEquals(List.of(Grade.UNKNOWN, "line 35, column 1: " + why, 34L),
                List.of(ofFile.grade(), ofFile.damage(), ofFile.events()));
        assertEquals(List.of(Grade.UNKNOWN, "event 34: " + why, 34L),
                List.of(ofEvents.grade(), ofEvents.damage(), ofEvents.events()));
        assertEquals(story.verdict().findings(), ofFile.findings());
    }

    @Test
    void aSetupThatIsNotTheFirstEventIsDamage() {
        Story story = goodToItsEnd();
        List<Event> events = new ArrayList<>(story.events.subList(1, 9));
        events.add(story.events.getFirst());
        Verdict verdict = Checkers.check(events, Story.FACTS);
        assertEquals(List.of(Grade.UNKNOWN, 8L), List.of(verdict.grade(), verdict.events()));
    }

    @Test
    void aClaimThatFailedBeforeASecondSetupHasFailed() {
        Story story = good();
        story.install("w0", "k3", "c3").creates().fail("EDQUOT").at(99).end(staging("k3"));
        assertEquals(Grade.FAIL, Checkers.check(runAndAnother(story), Story.FACTS).grade());
    }

    @Test
    void oneClaimCanBeJudgedAlone() throws IOException {
        Verdict verdict = Checkers.check(written(goodToItsEnd()), Story.FACTS, "TemplatesLinearize");
        assertEquals(List.of("TemplatesLinearize"), verdict.findings().stream().map(Finding::claim).toList());
    }

    @Test
    void aStoredVerdictThatDiffersIsSaid() throws IOException {
        Path path = dir.resolve("verdict.json");
        Verdict today = goodToItsEnd().verdict();
        assertEquals("", VerdictFile.difference(path, today));
        VerdictFile.write(path, today);
        assertEquals("", VerdictFile.difference(path, today));
        Files.writeString(path, Files.readString(path).replaceFirst("\"verdict\" : \"pass\"", "\"verdict\" : \"fail\"")
                .replaceFirst("\"name\" : \"NoOrphanStaging\",\\s+\"verdict\" : \"pass\"",
                        "\"name\" : \"NoOrphanStaging\", \"verdict\" : \"fail\""));
        assertEquals("the stored verdict is fail, by the checkers of unpackaged; those of unpackaged say pass"
                + " (NoOrphanStaging was fail and is pass)", VerdictFile.difference(path, today));
    }

    @Test
    void failBeatsUnknownBeatsPass() {
        Finding pass = Finding.pass("A", "");
        Finding unknown = Finding.unknown("B", "");
        Finding fail = new Finding("C", Grade.FAIL, "", List.of(), 0, false);
        assertEquals(List.of(Grade.PASS, Grade.UNKNOWN, Grade.FAIL),
                List.of(combined(pass, pass), combined(unknown, pass), combined(unknown, fail, pass)));
    }

    @Test
    void aVacuousClaimCountsOnlyIfItIsOfTheMission() {
        assertEquals(List.of(Grade.PASS, Grade.UNKNOWN), List.of(
                combined(Finding.vacuous("A", "")), combined(Finding.vacuous("NoOrphanStaging", ""))));
    }

    @Test
    void aRequiredTransitionThatNeverHappenedMakesTheRunUnknown() {
        Verdict verdict = goodToItsEnd("retry-fails", "retry-succeeds").verdict();
        assertEquals("never seen: retry-succeeds; 2 installs: 1 ok, 1 failed", verdict.summary());
    }

    @Test
    void aCheckersListOfRequirementsOverridesTheHistorys() {
        RunFacts facts = new RunFacts(7, "race", "", "", List.of("retry-fails"));
        assertEquals(Grade.PASS, Checkers.check(goodToItsEnd("retry-succeeds").events, facts).grade());
    }

    @Test
    void aCheckerThatThrowsIsUnknownAndSaysSo() {
        Function<Scene, Checker> broken = _ -> new Checker() {
            @Override
            public String claim() {
                return "Broken";
            }

            @Override
            public void see(Event event, Span span) {
                throw new IllegalStateException("planted");
            }

            @Override
            public Finding end() {
                return Finding.pass("Broken", "");
            }
        };
        Verdict verdict = Checkers.check(told().end().events, Story.FACTS, new Claims(List.of(broken)));
        assertEquals(List.of(Finding.unknown("Broken",
                "this checker is broken: java.lang.IllegalStateException at event 0: planted")), verdict.findings());
    }

    @Test
    void aCutHistoryIsUnknownAndSaysSo() {
        assertTrue(good().verdict().summary().startsWith("the history was cut off after 31 events; "),
                good().verdict().summary());
    }

    @Test
    void whatFailedBeforeTheCutHasFailed() {
        Story story = good();
        story.install("w0", "k3", "c3").creates().fail("EDQUOT").at(99).census("all", staging("k3"));
        assertEquals(Grade.FAIL, story.verdict().grade());
    }

    @Test
    void aDamagedHistoryIsUnknownAndNamesThePlace() throws IOException {
        Path path = written(goodToItsEnd());
        Files.writeString(path, "{\"index\":7}\n", StandardOpenOption.APPEND);
        assertTrue(Checkers.check(path, Story.FACTS).summary().startsWith(
                "the history is damaged at line 35, column 1: "));
    }

    @Test
    void aRunUnderPressureInWhichEveryRetrySucceededPasses() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT").retrySweep().copies("pipe")
                .publishes();
        op.ok();
        assertEquals(Grade.PASS, story.end(template("k1"), pristine("k1"), container("c0", "k1")).verdict().grade());
    }

    @Test
    void outputThatWasCutIsSaid() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        assertFalse(story.verdict().summary().contains("not whole"));
        story.remark("output-cut").remark("output-cut");
        assertTrue(story.verdict().summary().endsWith("the output of 2 ops was too long and is not whole"),
                story.verdict().summary());
    }

    @Test
    void evidenceIsCappedAndItsTotalSaid() {
        Story story = told();
        for (int i = 0; i < 100; i++) {
            story.install("w0", "k" + i, "c" + i).extracts().ok();
        }
        Finding finding = story.end().finding(EverySuccessInstalled::new);
        assertEquals(List.of(64L, 201L), List.of((long) finding.evidence().size(), finding.evidenceTotal()));
    }

    @Test
    void anEasyRunSaysThatItProvesLittle() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        String summary = story.end(template("k1"), pristine("k1"), container("c0", "k1")).verdict().summary();
        assertTrue(summary.contains("no install ever met a shortage of space"), summary);
    }

    @Test
    void whatIsWrittenIsReadAndEqualVerdictsAreEqualBytes() throws IOException {
        Path path = dir.resolve("verdict.json");
        Story story = good();
        story.install("w0", "k3", "c3").creates().fail("EDQUOT");
        Verdict verdict = story.at(99).end(staging("k3")).verdict();
        VerdictFile.write(path, verdict);
        assertEquals(verdict, VerdictFile.read(path));
        assertEquals(Files.readString(path), VerdictFile.text(story.verdict()));
    }

    @Test
    void aHistoryWithoutItsSetupAccusesNobody() {
        List<Event> events = List.of(
                new Event(0, 5, "w0", Event.Type.INVOKE, "pipe", new Value.Copying("i", "k", "d", 1), Problem.NONE, -1),
                new Event(1, 999_000_000_000L, "w0", Event.Type.OK, "pipe", Value.None.NONE, Problem.NONE, -1),
                new Event(2, 999_000_000_000L, "setup", Event.Type.OK, "end", Value.None.NONE, Problem.NONE, -1));
        assertEquals(Grade.UNKNOWN, Checkers.check(events, Story.FACTS).grade());
    }

    @Test
    void anEventThatFitsNoRunIsUnknownAndNamed() {
        Story story = good();
        Event end = new Event(story.events.size(), 0, "w9", Event.Type.OK, "pipe", Value.None.NONE, Problem.NONE, 77);
        List<Event> events = new ArrayList<>(story.events);
        events.add(end);
        assertEquals(Grade.UNKNOWN, Checkers.check(events, Story.FACTS).grade());
    }
}
