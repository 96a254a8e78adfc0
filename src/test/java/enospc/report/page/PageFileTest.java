package enospc.report.page;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enospc.check.Checkers;
import enospc.check.RunFacts;
import enospc.check.Verdict;
import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.HistoryWriter;
import enospc.history.Problem;
import enospc.history.RunDirectory;
import enospc.history.Value;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFileTest {

    private static final String EVIL = "</script><script>alert(1)</script>'\"&{data}{title}"
            + "<img src=x onerror=alert(2)>";

    private static final Value INSTALLING = new Value.Installing("i0", "k0", "c0");
    private static final Value KILLING = new Value.Killing("w0");
    private static final Value REMOVING = new Value.Removing("c0");

    @TempDir
    private Path folder;

    @Test
    void whatComesFromOutsideStaysText() throws IOException {
        String page = page(List.of(
                new Event(0, 5, "w0", Type.INVOKE, EVIL, new Value.Installing(EVIL, EVIL, EVIL), Problem.NONE, -1),
                new Event(1, 9, "w0", Type.FAIL, EVIL, Value.None.NONE, new Problem(EVIL, EVIL), -1)));
        assertAll(
                () -> assertEquals(2, count(page, "<script"), "one for the data, one for the code"),
                () -> assertEquals(2, count(page, "</script")),
                () -> assertFalse(page.contains("<img src=x")),
                () -> assertTrue(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
                        "the workload's name, as text"));
    }

    @Test
    void asksNothingOfAnyNetwork() throws IOException {
        String page = page(List.of());
        assertAll(
                () -> assertTrue(page.contains("content=\"default-src 'none'; script-src 'sha256-")),
                () -> assertFalse(Pattern.compile("(src|href)=\"(?!#|data:)").matcher(page).find()),
                () -> assertFalse(page.contains("@import")));
    }

    @Test
    void keepsTheLicenceOfThePlots() throws IOException {
        assertTrue(page(List.of()).contains("The MIT License (MIT)"));
    }

    @Test
    void holdsEachStretchWithItsTimes() throws IOException {
        Unpacked unpacked = unpacked(page(List.of(
                new Event(0, 100, "w0", Type.INVOKE, "install", INSTALLING, Problem.NONE, -1),
                new Event(1, 150, "w0", Type.INVOKE, "wait", new Value.Waiting("k0"), Problem.NONE, 0),
                new Event(2, 450, "w0", Type.FAIL, "wait", Value.None.NONE, new Problem("EDQUOT", "full"), 0),
                new Event(3, 100_000_000_000L, "w0", Type.OK, "install", Value.None.NONE, Problem.NONE, -1),
                new Event(4, 100_000_000_001L, "nemesis", Type.OK, "kill", KILLING, Problem.NONE, -1),
                new Event(5, 100_000_000_002L, "w0", Type.INVOKE, "remove", REMOVING, Problem.NONE, -1))));
        assertAll(
                () -> assertEquals(List.of(2L, 3L, 4L, 5L), unpacked.column("end")),
                () -> assertEquals(List.of(1L, 3L, 0L, 0L), unpacked.column("back")),
                () -> assertEquals(List.of(300L, 99_999_999_900L, 0L, 0L), unpacked.column("took")),
                () -> assertEquals(List.of(1L, 0L, 4L, 3L), unpacked.column("outcome")),
                () -> assertEquals(List.of(1L, 0L, 0L, 0L), unpacked.column("op")),
                () -> assertEquals(List.of("k0", "k0", "", "k0"), unpacked.texts("key")),
                () -> assertEquals(List.of("full", "", "", ""), unpacked.texts("error")));
    }

    private String page(List<Event> events) throws IOException {
        RunDirectory run = new RunDirectory(folder);
        try (HistoryWriter writer = new HistoryWriter(run.history(), false)) {
            events.forEach(writer::write);
        }
        Verdict verdict = Checkers.check(run.history(), new RunFacts(7, EVIL, EVIL, EVIL, List.of()));
        PageFile.write(run.page(), run, verdict);
        return Files.readString(run.page());
    }

    private static long count(String page, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(page).results().count();
    }

    private static Unpacked unpacked(String page) throws IOException {
        Matcher data = Pattern.compile("id=\"data\">([A-Za-z0-9+/=]+)<").matcher(page);
        assertTrue(data.find());
        byte[] packed = Base64.getDecoder().decode(data.group(1));
        DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)));
        JsonNode heading = new ObjectMapper().readTree(in.readNBytes(in.readInt()));
        return new Unpacked(heading, in.readAllBytes());
    }

    /// What the page's script makes of the data.
    private record Unpacked(JsonNode heading, byte[] bytes) {

        List<Long> column(String name) {
            int from = 0;
            for (JsonNode column : heading.path("columns")) {
                if (column.path("name").asText().equals(name)) {
                    return numbers(from, column.path("size").asInt(), column.path("kind").asText().equals("delta"));
                }
                from += column.path("bytes").asInt();
            }
            throw new AssertionError("no column " + name);
        }

        private List<Long> numbers(int from, int size, boolean delta) {
            List<Long> numbers = new java.util.ArrayList<>();
            int at = from;
            while (numbers.size() < size) {
                long number = 0;
                int shift = 0;
                do {
                    number |= (bytes[at] & 0x7fL) << shift;
                    shift += 7;
                } while ((bytes[at++] & 0x80) != 0);
                long before = numbers.isEmpty() ? 0 : numbers.getLast();
                numbers.add(delta ? before + (number >>> 1 ^ -(number & 1)) : number);
            }
            return numbers;
        }

        List<String> texts(String name) {
            return column(name).stream().map(each -> heading.path("words").path(name).path(each.intValue()).asText())
                    .toList();
        }
    }
}
