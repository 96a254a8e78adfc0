package enospc.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.history.Event.Type;
import enospc.pool.Command;
import enospc.pool.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    @TempDir
    Path dir;

    private final TreeMap<String, String> stamps = new TreeMap<>(java.util.Map.of("enospc:last_used", "7"));
    private final Dataset dataset =
            new Dataset("p/store/.templates/k", "", 10, 20, 30, 0, 0, false, stamps);

    private final List<Event> events = List.of(
            event(0, Type.OK, "setup", new Value.Setup("p", 100, 80, new TreeMap<>(java.util.Map.of("k", 5L)), 1, 2, 3,
                    List.of("retry-succeeds"))),
            event(1, Type.INVOKE, "install", new Value.Installing("i0", "k", "c0")),
            event(2, Type.INVOKE, "sweep", new Value.Sweeping("retry", 0, true)),
            event(3, Type.OK, "sweep", new Value.Swept(List.of("k"))),
            event(4, Type.INVOKE, "zfs create", new Value.Step(new Command.Create("p/a", stamps))),
            event(5, Type.INVOKE, "zfs destroy", new Value.Step(new Command.Destroy("p/a", true))),
            event(6, Type.INVOKE, "pipe", new Value.Copying("i0", "k", "p/a", 60)),
            event(7, Type.OK, "zfs list", new Value.Found(List.of(dataset))),
            event(8, Type.OK, "census", new Value.Census("c0", List.of(dataset), new TreeMap<>(java.util.Map.of("p/a",
                    "sha256:00")))),
            event(9, Type.INVOKE, "zfs clone", new Value.Step(new Command.Clone("p/a@x", "p/c"),
                    List.of("zfs", "clone", "p/a@x", "p/c"))),
            event(10, Type.OK, "zfs clone", new Value.Exit(0, "cannot mount 'p/c'")),
            event(11, Type.INVOKE, "unsquashfs", new Value.Copying("i0", "k", "p/a", 60, List.of("unsquashfs", "-f"))),
            event(12, Type.FAIL, "unsquashfs", new Value.Exit(1, "Write on output file failed")),
            new Event(13, 999, "w0", Type.FAIL, "install", new Value.Installing("i0", "k", "c0"),
                    new Problem("EDQUOT", "Disk quota exceeded"), Event.NO_OP));

    private static Event event(long index, Type type, String f, Value value) {
        return new Event(index, index * 10, "w0", type, f, value, Problem.NONE, index % 2 == 0 ? Event.NO_OP : 1);
    }

    private Path written() {
        Path path = dir.resolve("history.jsonl");
        try (HistoryWriter writer = new HistoryWriter(path, false)) {
            events.forEach(writer::write);
        }
        return path;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertEquals(events, HistoryFile.readAll(written()));
    }

    @Test
    void aCutLastLineIsLeftOutAndSaid() throws IOException {
        Path path = written();
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, java.util.Arrays.copyOf(whole, whole.length - 5));
        List<Event> read = new ArrayList<>();
        HistoryFile.Reading reading = HistoryFile.read(path, read::add);
        assertEquals(new HistoryFile.Reading(13, true, ""), reading);
    }

    @Test
    void aKillAtAnyByteLeavesAHistoryThatCanBeRead() throws IOException {
        byte[] whole = Files.readAllBytes(written());
        Path path = dir.resolve("killed.jsonl");
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, java.util.Arrays.copyOf(whole, length));
            assertEquals("", HistoryFile.read(path, _ -> { }).damage(), "cut to " + length + " bytes");
        }
    }

    @Test
    void aLineLongerThanAnyBufferIsRead() throws IOException {
        Path path = dir.resolve("long.jsonl");
        String text = "x".repeat(1 << 20);
        Files.writeString(path, "{\"index\":0,\"process\":\"p\",\"type\":\"ok\",\"f\":\"" + text + "\"}\n");
        assertEquals(text, HistoryFile.readAll(path).getFirst().f());
    }

    @Test
    void aDamagedLineIsNamedWithItsColumn() throws IOException {
        Path path = dir.resolve("bad.jsonl");
        Files.writeString(path, "{\"index\":0,\"time\":0,\"process\":7,\"type\":\"ok\",\"f\":\"x\"}\n");
        assertEquals(new HistoryFile.Reading(0, false, "line 1, column 31: process is not a text"),
                HistoryFile.read(path, _ -> { }));
    }

    @Test
    void eventsOutOfOrderAreNamed() throws IOException {
        Path path = written();
        Files.writeString(path, "{\"index\":4,\"time\":0,\"process\":\"w0\",\"type\":\"ok\",\"f\":\"x\"}\n",
                StandardOpenOption.APPEND);
        assertEquals("line 15, column 1: event 4 where 14 was due", HistoryFile.read(path, _ -> { }).damage());
    }

    @Test
    void anUnknownFKeepsItsValue() throws IOException {
        Path path = dir.resolve("other.jsonl");
        Files.writeString(path, "{\"value\":[1,2],\"index\":0,\"process\":\"p\",\"type\":\"ok\",\"f\":\"dance\"}\n");
        assertEquals("Other[json=[1,2]]", HistoryFile.readAll(path).getFirst().value().toString());
    }

    private String damage(String... lines) throws IOException {
        Path path = Files.writeString(dir.resolve("bad.jsonl"), String.join("\n", lines) + "\n");
        return HistoryFile.read(path, _ -> { }).damage();
    }

    private static String line(long index, long time, String rest) {
        return "{\"index\":" + index + ",\"time\":" + time + ",\"process\":\"w0\",\"type\":\"ok\",\"f\":\"x\"" + rest
                + "}";
    }

    @Test
    void aDamagedLineInTheMiddleEndsTheReading() throws IOException {
        assertEquals("line 2, column 19: Unexpected character ('o' (code 111)): was expecting a colon to separate field"
                + " name and value", damage(line(0, 0, ""), "{\"index\":1,\"time\" oh", line(2, 0, "")));
    }

    @Test
    void aTimeThatGoesBackIsNamed() throws IOException {
        assertEquals("line 2, column 1: time goes back from 7 to 6", damage(line(0, 7, ""), line(1, 6, "")));
    }

    @Test
    void whatFollowsAnEventOnItsLineIsNamed() throws IOException {
        assertEquals("line 1, column 57: something follows the event", damage(line(0, 0, "") + " {}"));
    }

    @Test
    void bytesThatAreNoTextAreNamed() throws IOException {
        byte[] bytes = (line(0, 0, "") + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        bytes[32] = (byte) 0xff;
        Path path = Files.write(dir.resolve("bad.jsonl"), bytes);
        assertEquals("line 1, column 33: Invalid UTF-8 start byte 0xff", HistoryFile.read(path, _ -> { }).damage()
                .replaceAll("column \\d+", "column 33"));
    }

    @Test
    void aLineLongerThanAnEventCanBeIsNamedAndNotKept() throws IOException {
        Path path = dir.resolve("long.jsonl");
        byte[] piece = "x".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (java.io.OutputStream out = Files.newOutputStream(path)) {
            out.write((line(0, 0, "") + "\n{\"f\":\"").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(piece);
            }
        }
        assertEquals("line 2, column 67108865: the line is longer than 64 MiB",
                HistoryFile.read(path, _ -> { }).damage());
    }

    @Test
    void anEmptyFileHasNoEventsAndAFolderIsNone() throws IOException {
        Path empty = Files.writeString(dir.resolve("empty"), "");
        assertEquals(new HistoryFile.Reading(0, false, ""), HistoryFile.read(empty, _ -> { }));
        assertEquals("it is a folder, not a history",
                org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> HistoryFile.read(dir, _ -> { }))
                        .getMessage());
    }

    @Test
    void anEventThatTheReaderRefusesEndsTheReading() throws IOException {
        Path path = written();
        assertEquals(new HistoryFile.Reading(0, false, "line 1, column 1: not this one"), HistoryFile.read(path, _ -> {
            throw new Misfit("not this one");
        }));
    }
}
