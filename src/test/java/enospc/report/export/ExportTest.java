package enospc.report.export;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import enospc.check.Checkers;
import enospc.check.Finding;
import enospc.check.Grade;
import enospc.check.RunFacts;
import enospc.check.Verdict;
import enospc.history.Event;
import enospc.history.ForeignFile;
import enospc.history.HistoryFile;
import enospc.history.HistoryWriter;
import enospc.history.RunDirectory;
import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.soak.Trial;
import enospc.world.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One failing run, written for every other tool, and read back with that tool or checked against its schema.
class ExportTest {

    @TempDir
    private static Path folder;

    private static RunDirectory run;
    private static Verdict verdict;
    private static List<Event> history;

    @BeforeAll
    static void aRunThatFails() throws IOException {
        run = new RunDirectory(folder);
        Workload workload = WorkloadFile.read(Path.of("workloads/race.json"))
                .with(new LinkedHashMap<>(Map.of("bug", "orphan-on-busy", "rounds", "2")));
        Plan plan = Generator.plan("test", "bin/stress run, with \"quotes\"", workload, new Seed(3));
        Trial trial = Trial.of(plan);
        try (HistoryWriter writer = new HistoryWriter(run.history(), false)) {
            trial.history().forEach(writer::write);
        }
        verdict = Checkers.check(run.history(), new RunFacts(3, "race", plan.replay(), "test", List.of()));
        history = HistoryFile.readAll(run.history());
        assertEquals(Grade.FAIL, verdict.grade(), "else there is nothing to show");
    }

    private static byte[] written(Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Export.write(format, run, verdict, out);
        return out.toByteArray();
    }

    private static String text(Format format) throws IOException {
        return new String(written(format), StandardCharsets.UTF_8);
    }

    private static List<Finding> failed() {
        return verdict.findings().stream().filter(finding -> finding.grade() == Grade.FAIL).toList();
    }

    @Test
    void hdrHistogramsOwnReaderFindsEveryLatency() throws IOException {
        Map<String, Histogram> byTag = new HashMap<>();
        HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(written(Format.HLOG)));
        for (EncodableHistogram each = reader.nextIntervalHistogram(); each != null;
                each = reader.nextIntervalHistogram()) {
            byTag.computeIfAbsent(each.getTag(), _ -> new Histogram(3)).add((Histogram) each);
        }
        Histogram installs = byTag.get("install");
        assertAll(
                () -> assertEquals(ended("install"), installs.getTotalCount()),
                () -> assertEquals(ended("zfs create"), byTag.get("zfs-create").getTotalCount()),
                () -> assertTrue(installs.valuesAreEquivalent(longest("install"), installs.getMaxValue()),
                        installs.getMaxValue() + " ns"));
    }

    private static long ended(String f) {
        return history.stream().filter(event -> event.f().equals(f) && !event.begins()).count();
    }

    private static long longest(String f) {
        Map<String, Long> begun = new HashMap<>();
        long longest = 0;
        for (Event event : history) {
            if (event.f().equals(f) && event.begins()) {
                begun.put(event.process(), event.time());
            } else if (event.f().equals(f)) {
                longest = Math.max(longest, event.time() - begun.get(event.process()));
            }
        }
        return longest;
    }

    @Test
    void surefiresOwnParserFindsEveryClaim() throws Exception {
        TestSuiteXmlParser parser = new TestSuiteXmlParser(new NullConsoleLogger());
        try (InputStream in = new ByteArrayInputStream(written(Format.JUNIT))) {
            List<ReportTestSuite> suites = parser.parse(
                    new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
            ReportTestSuite suite = suites.getFirst();
            List<String> failures = suite.getTestCases().stream().filter(ReportTestCase::hasFailure)
                    .map(ReportTestCase::getName).toList();
            assertAll(
                    () -> assertEquals(verdict.findings().size(), suite.getTestCases().size()),
                    () -> assertEquals(verdict.failed(), failures));
        }
    }

    @Test
    void sarifKeepsItsSchema() throws IOException {
        JsonNode sarif = new ObjectMapper().readTree(written(Format.SARIF));
        try (InputStream schema = com.contrastsecurity.sarif.SarifSchema210.class
                .getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assertEquals(java.util.Set.of(), JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema)
                    .validate(sarif));
        }
        JsonNode result = sarif.at("/runs/0/results/0");
        assertAll(
                () -> assertEquals(failed().getFirst().claim(), result.path("ruleId").asText()),
                () -> assertEquals(failed().getFirst().evidence().getFirst() + 1,
                        result.at("/locations/0/physicalLocation/region/startLine").asLong()));
    }

    /// The form is that of the Trace Event Format, which has no schema: each event by its phase.
    @Test
    void everyTraceEventHasWhatItsPhaseNeeds() throws IOException {
        JsonNode trace = new ObjectMapper().readTree(written(Format.TRACE));
        Map<String, List<String>> needed = Map.of("X", List.of("name", "cat", "ts", "dur", "pid", "tid"),
                "i", List.of("name", "ts", "s", "pid", "tid"), "C", List.of("name", "ts", "pid", "args"),
                "M", List.of("name", "pid", "tid", "args"));
        long complete = 0;
        for (JsonNode event : trace.path("traceEvents")) {
            String phase = event.path("ph").asText();
            assertTrue(needed.containsKey(phase) && needed.get(phase).stream().allMatch(event::has), event.toString());
            complete += phase.equals("X") ? 1 : 0;
        }
        assertEquals(history.stream().filter(Event::begins).count(), complete);
    }

    /// Perfetto draws slices of one track within each other; one that outlives the one it began in would be cut.
    @Test
    void slicesOfOneTrackLieWithinEachOther() throws IOException {
        Map<String, List<long[]>> tracks = new HashMap<>();
        for (JsonNode event : new ObjectMapper().readTree(written(Format.TRACE)).path("traceEvents")) {
            if (event.path("ph").asText().equals("X")) {
                long from = Math.round(event.path("ts").asDouble() * 1000);
                long took = Math.round(event.path("dur").asDouble() * 1000);
                tracks.computeIfAbsent(event.path("pid").asText() + "/" + event.path("tid").asText(),
                        _ -> new java.util.ArrayList<>()).add(new long[] {from, from + took});
            }
        }
        assertTrue(tracks.size() > 16, tracks.keySet().toString());
        tracks.forEach((track, slices) -> {
            slices.sort((a, b) -> a[0] == b[0] ? Long.compare(b[1], a[1]) : Long.compare(a[0], b[0]));
            java.util.ArrayDeque<Long> open = new java.util.ArrayDeque<>();
            for (long[] slice : slices) {
                while (!open.isEmpty() && open.peek() <= slice[0]) {
                    open.pop();
                }
                assertTrue(open.isEmpty() || slice[1] <= open.peek(), () -> track + " at " + slice[0]);
                open.push(slice[1]);
            }
        });
    }

    /// The numbers of the table are those of the censuses.
    @Test
    void theTableSaysWhatTheCensusesSaw() throws IOException {
        List<String[]> rows = text(Format.CSV).lines().skip(1).map(line -> line.split(",", -1)).toList();
        for (String[] row : rows) {
            assertTrue(history.get(Integer.parseInt(row[0])).value() instanceof enospc.history.Value.Census census
                    && census.datasets().stream().anyMatch(each -> Long.toString(each.used()).equals(row[3])),
                    String.join(",", row));
        }
    }

    @Test
    void theTableHasARowForEachTemplateOfEachCensus() throws IOException {
        List<String> lines = text(Format.CSV).lines().toList();
        assertAll(
                () -> assertTrue(lines.getFirst().startsWith("event,seconds,quota,used,available")),
                () -> assertTrue(lines.size() > 20, lines.size() + " lines"),
                () -> assertEquals(List.of(10), lines.stream().map(line -> line.split(",", -1).length).distinct()
                        .toList()));
    }

    @Test
    void gitHubSeesAnErrorForEachFailedClaim() throws IOException {
        List<String> lines = text(Format.GITHUB).lines().filter(line -> line.startsWith("::error ")).toList();
        assertAll(
                () -> assertEquals(failed().size(), lines.size()),
                () -> assertTrue(lines.getFirst().contains("line=" + (failed().getFirst().evidence().getFirst() + 1))),
                () -> assertTrue(lines.getFirst().contains("title=" + failed().getFirst().claim() + "::")));
    }

    /// What Jepsen's tools get is the whole history: read back it is the same, and judged it gives the same verdict.
    @Test
    void aJepsenHistoryIsJudgedAsOurs() throws IOException {
        Path edn = java.nio.file.Files.write(folder.resolve("history.edn"), written(Format.EDN));
        Verdict again = Checkers.check(edn, verdict.facts());
        assertAll(
                () -> assertEquals(history.toString(), HistoryFile.readAll(edn).toString()),
                () -> assertEquals(verdict, again),
                () -> assertTrue(HistoryFile.isOurs(edn)));
    }

    /// Every op of ours as Jepsen's own tools see it: clients are numbers, types and `f` keywords.
    @Test
    void aJepsenHistoryHasClientsAndTheirOps() throws IOException {
        Path edn = java.nio.file.Files.write(folder.resolve("history.edn"), written(Format.EDN));
        List<Event> events = new java.util.ArrayList<>();
        assertEquals("", ForeignFile.read(edn, events::add).damage());
        assertAll(
                () -> assertEquals(history.stream().map(Event::type).toList(),
                        events.stream().map(Event::type).toList()),
                () -> assertEquals(history.stream().filter(each -> each.process().matches("w[0-9]+")).count(),
                        events.stream().filter(each -> each.process().matches("[0-9]+")).count()),
                () -> assertTrue(events.stream().anyMatch(each -> each.f().equals("zfs-create"))),
                () -> assertTrue(events.stream().anyMatch(each -> each.process().equals(":nemesis"))));
    }

    @Test
    void aFormatNobodyKnowsIsNamed() {
        String message = org.junit.jupiter.api.Assertions.assertThrows(enospc.plan.BadInput.class,
                () -> Format.of("trce")).getMessage();
        assertTrue(message.contains("trace") && message.contains("junit"), message);
        assertEquals(7, Arrays.stream(Format.values()).map(Format::fileName).distinct().count());
    }
}
