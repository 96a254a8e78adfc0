package enospc.history;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// One event as a line of a history file, without its line feed: for a history that goes elsewhere than into a file.
public final class EventLine {

    private EventLine() { }

    public static String text(Event event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = EventJson.generator(line)) {
            EventJson.write(json, event);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /// @throws IllegalStateException if it is no event
    public static Event parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            return EventJson.read(bytes, 0, bytes.length);
        } catch (BadLine wrong) {
            throw new IllegalStateException("no event: " + line, wrong);
        }
    }
}
