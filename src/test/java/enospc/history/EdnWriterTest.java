package enospc.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events in Clojure's notation and back, with whatever a subject may have said.
class EdnWriterTest {

    @TempDir
    private Path folder;

    private static Event event(long index, String process, String f, String json, Problem error) throws IOException {
        Value value = new Value.Other(new ObjectMapper().readTree(json));
        return new Event(index, index * 7, process, Event.Type.INFO, f, value, error, index == 0 ? Event.NO_OP : 0);
    }

    @Test
    void everyEventComesBack() throws IOException {
        List<Event> events = List.of(
                event(0, "w03", "my-tool", "{\"a b\": [1, -2.5, true, null, []], \"0f\": {\"x\": \"\"}}", Problem.NONE),
                event(1, "w3", "my tool", "\"q\\\"\\\\\\n\\u0001\\ud83d\\ude00 :x #{1} ; no\"",
                        new Problem("E 1", "a\nb")),
                event(2, "nemesis", "tar", "[9223372036854775807, 1e300]", new Problem("EIO", "")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EdnWriter edn = new EdnWriter(out);
        events.forEach(edn::write);
        edn.end();
        Path file = Files.write(folder.resolve("history.edn"), out.toByteArray());
        assertEquals(events.toString(), HistoryFile.readAll(file).toString());
    }

    @Test
    void aCutLineIsSaidToBeCut() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EdnWriter edn = new EdnWriter(out);
        edn.write(event(0, "w0", "tar", "{\"a\": 1}", Problem.NONE));
        edn.write(event(1, "w1", "tar", "{\"a\": 2}", Problem.NONE));
        edn.end();
        String text = out.toString(StandardCharsets.UTF_8);
        Path file = Files.writeString(folder.resolve("cut.edn"), text.substring(0, text.length() - 9));
        assertEquals(new HistoryFile.Reading(1, true, ""), HistoryFile.read(file, _ -> { }));
    }
}
