package enospc.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import enospc.history.Event.Type;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.PoolLog.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is written and read byte by byte, beside Jackson's general way.
class QuickLineTest {

    private static final String TEMPLATE = "p/store/.templates/0badc0de";
    private static final Dataset FULL = new Dataset(TEMPLATE + "@pristine", "p/x@y", 1, 22, 333, 4444, 55555, true,
            new TreeMap<>(Map.of("enospc:imported", "1767225602", "enospc:last_used", "1767225603")));
    private static final Dataset BARE = new Dataset("p", "", 0, 0, 0, 0, 0, false, new TreeMap<>());

    private final EventLine lines = new EventLine();
    private final QuickLine quick = new QuickLine();

    private static Event event(Type type, String f, Value value) {
        return new Event(1234567, 2242974826L, "w04", type, f, value, Problem.NONE, 1234560);
    }

    private static List<Command> commands() {
        return List.of(new Command.Create(TEMPLATE, new TreeMap<>(Map.of("enospc:run", "x", "readonly", "on"))),
                new Command.Create("p/a", new TreeMap<>()), new Command.Destroy("p/a", true),
                new Command.Destroy("p/a", false), new Command.Snapshot("p/a@s"), new Command.Clone("p/a@s", "p/b"),
                new Command.Rename("p/a", "p/b"), new Command.Set("p/a", "quota", "none"), new Command.Mount("p/a"),
                new Command.Unmount("p/a"), new Command.Get("p/a"), new Command.ListAll("p"), new Command.Sync("p"),
                new Command.Chmod("p/a"), new Command.Fill("p/a", Long.MAX_VALUE / 10), new Command.Digest("p/a"));
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (Command command : commands()) {
            events.add(event(Type.INVOKE, command.f(), new Value.Step(command)));
            events.add(event(Type.INVOKE, command.f(), new Value.Step(command, List.of("zfs", "-x", ""))));
            events.add(event(Type.OK, command.f(), Value.None.NONE));
            events.add(event(Type.FAIL, command.f(), new Value.Exit(137, "killed in the night")));
            events.add(event(Type.OK, command.f(), new Value.Exit(0, "")));
            events.add(event(Type.OK, command.f(), new Value.Found(List.of())));
            events.add(event(Type.OK, command.f(), new Value.Found(List.of(FULL, BARE, FULL))));
        }
        events.add(event(Type.INVOKE, "pipe", new Value.Copying("i1", "k", TEMPLATE, 99)));
        events.add(event(Type.INVOKE, "unsquashfs", new Value.Copying("i1", "k", TEMPLATE, 99, List.of("u", "-f"))));
        events.add(event(Type.FAIL, "pipe", new Value.Exit(1, "full")));
        events.add(event(Type.INVOKE, "install", new Value.Installing("i1", "k", "c1")));
        events.add(event(Type.OK, "remove", new Value.Removing("c1")));
        events.add(event(Type.INVOKE, "wait", new Value.Waiting("k")));
        events.add(event(Type.INVOKE, "sweep", new Value.Sweeping("retry", 60, true)));
        events.add(event(Type.OK, "sweep", new Value.Swept(List.of("k", "l"))));
        events.add(event(Type.INVOKE, "sweep", new Value.Sweeping("", 0, false)));
        events.add(event(Type.OK, "sweep", new Value.Swept(List.of())));
        List.of("squeeze", "release", "ballast", "ballast removed", "quota cut", "quota raised")
                .forEach(f -> events.add(event(Type.OK, f, new Value.Squeezing("p/squeeze", 17))));
        List.of("kill", "pipe kill", "stop", "continue", "end copy")
                .forEach(f -> events.add(event(Type.OK, f, new Value.Killing("w3"))));
        events.add(event(Type.INVOKE, "census", new Value.Census("all", List.of(), new TreeMap<>())));
        events.add(event(Type.OK, "census", new Value.Census("final", List.of(BARE, FULL),
                new TreeMap<>(Map.of("p", "sha256:00", "q", "sha256:01")))));
        events.add(event(Type.OK, "pool log", new Value.PoolLog(1767225682,
                List.of(new Entry(1767225600, 4, "create", "p/store", ""), new Entry(1, 0, "set", "p", "quota")))));
        events.add(new Event(0, 0, "w0", Type.INFO, "install", Value.None.NONE,
                new Problem("LOST", "killed"), Event.NO_OP));
        return events;
    }

    private static String byJackson(Event event) throws JsonProcessingException {
        String value = event.value() == Value.None.NONE ? ""
                : ",\"value\":" + EventJson.MAPPER.writeValueAsString(EventJson.tree(event.value()));
        String error = event.error() == Problem.NONE ? ""
                : ",\"error\":" + EventJson.MAPPER.writeValueAsString(event.error());
        return "{\"index\":" + event.index() + ",\"time\":" + event.time() + ",\"process\":"
                + EventJson.MAPPER.writeValueAsString(event.process()) + ",\"type\":\""
                + EventJson.word(event.type()) + "\",\"f\":" + EventJson.MAPPER.writeValueAsString(event.f())
                + (event.isStep() ? ",\"op\":" + event.op() : "") + value + error + "}";
    }

    private static Optional<Event> general(byte[] line) {
        try {
            return Optional.of(EventJson.read(line, 0, line.length));
        } catch (BadLine bad) {
            return Optional.empty();
        }
    }

    @Test
    void everyEventIsWrittenAsJacksonWritesIt() throws JsonProcessingException {
        for (Event event : events()) {
            assertEquals(byJackson(event), lines.text(event));
        }
    }

    @Test
    void everyCharacterIsWrittenAsJacksonWritesIt() throws JsonProcessingException {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x11000; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                all.appendCodePoint(c);
            }
        }
        for (String text : List.of(all.toString(), "\"\\/\b\f\n\r\t\u001f\u007f\u0080", "")) {
            Event event = new Event(0, 0, "w", Type.FAIL, "pipe", new Value.Exit(-1, text),
                    new Problem("LOST", text), Event.NO_OP);
            assertEquals(byJackson(event), lines.text(event));
            assertEquals(event, lines.parse(lines.text(event)));
        }
    }

    @Test
    void whatWeWriteIsReadQuickly() {
        for (Event event : events()) {
            byte[] line = lines.text(event).getBytes(StandardCharsets.UTF_8);
            assertEquals(Optional.of(event), quick.read(line, 0, line.length));
            assertEquals(Optional.of(event), general(line));
        }
    }

    @Test
    void propertiesThatChangeAreReadAnew() {
        for (String stamp : List.of("7", "8", "8", "80", "")) {
            Dataset dataset = new Dataset("p/a", "", 1, 0, 0, 0, 0, false, new TreeMap<>(Map.of("a:b", stamp)));
            Event event = event(Type.OK, "zfs get", new Value.Found(List.of(dataset)));
            byte[] line = lines.text(event).getBytes(StandardCharsets.UTF_8);
            assertEquals(Optional.of(event), quick.read(line, 0, line.length));
        }
    }

    /// Whatever is read quickly would have been read as the same in general; so what is wrong is said by one alone.
    @Test
    void aDamagedLineIsNeverReadOtherwise() {
        List<Event> events = events();
        String[] pieces = {"\"", "{", "}", "[", "]", ",", ":", "0", "-1", "1.5", "00", "true", "null", "\\", "\u00e9",
            " ", "[]", "{}", "\"x\":1,", "\"status\":3,", "\"user\":{},", "1234567890123456789",
            "99999999999999999999"};
        Random random = new Random(7);
        int quickly = 0;
        for (int i = 0; i < 50_000; i++) {
            String line = lines.text(events.get(random.nextInt(events.size())));
            int from = random.nextInt(line.length());
            int to = Math.min(line.length(), from + random.nextInt(4));
            byte[] damaged = (line.substring(0, from) + pieces[random.nextInt(pieces.length)] + line.substring(to))
                    .getBytes(StandardCharsets.UTF_8);
            Optional<Event> read = quick.read(damaged, 0, damaged.length);
            if (read.isPresent()) {
                quickly++;
                assertEquals(general(damaged), read, new String(damaged, StandardCharsets.UTF_8));
            }
        }
        assertFalse(quickly < 100, "hardly any damage was such that a line is still one of ours: " + quickly);
    }

    @Test
    void aLineWithinABufferEndsWhereItEnds() {
        byte[] line = lines.text(events().getFirst()).getBytes(StandardCharsets.UTF_8);
        byte[] buffer = new byte[line.length + 10];
        System.arraycopy(line, 0, buffer, 3, line.length);
        Arrays.fill(buffer, 3 + line.length, buffer.length, (byte) '}');
        assertEquals(events().getFirst(), quick.read(buffer, 3, line.length).orElseThrow());
        for (int length = 0; length < line.length; length++) {
            assertEquals(Optional.empty(), quick.read(buffer, 3, length), "cut to " + length);
        }
    }
}
