package enospc.history;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Events as lines of a history file, without their line feeds: for a history that goes elsewhere than into a file. Not
/// for two threads at once.
public final class EventLine {

    private final JsonBytes line = new JsonBytes(1 << 12);
    private final EventBytes writer = new EventBytes(line);
    private final QuickLine quick = new QuickLine();

    public String text(Event event) {
        line.cutTo(0);
        writer.write(event);
        return line.toString();
    }

    /// @throws IllegalStateException if it is no event
    public Event parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            Optional<Event> event = quick.read(bytes, 0, bytes.length);
            return event.isPresent() ? event.get() : EventJson.read(bytes, 0, bytes.length);
        } catch (BadLine wrong) {
            throw new IllegalStateException("no event: " + line, wrong);
        }
    }
}
