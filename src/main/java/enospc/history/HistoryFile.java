package enospc.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Reads a history file, one event after the other; its length does not matter.
public final class HistoryFile {

    private static final int BUFFER_BYTES = 1 << 16;

    private HistoryFile() { }

    /// How far a reading came.
    ///
    /// @param events read
    /// @param cut    the last line was not whole: the writer was killed. It was left out
    /// @param damage what ended the reading before its end, with line and column; or empty
    public record Reading(long events, boolean cut, String damage) { }

    /// Hands each event to `reader`, in order.
    ///
    /// @throws IOException if the file cannot be opened or read
    public static Reading read(Path path, Consumer<Event> reader) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
            return new Lines(in, reader).read();
        }
    }

    /// All events at once, for short histories.
    ///
    /// @throws IOException if the file cannot be read, or is damaged
    public static List<Event> readAll(Path path) throws IOException {
        List<Event> events = new ArrayList<>();
        Reading reading = read(path, events::add);
        if (!reading.damage.isEmpty()) {
            throw new IOException(path + ": " + reading.damage);
        }
        return events;
    }

    private static final class Lines {

        private final InputStream in;
        private final Consumer<Event> reader;
        private byte[] line = new byte[1 << 12];
        private int length;
        private long next;

        Lines(InputStream in, Consumer<Event> reader) {
            this.in = in;
            this.reader = reader;
        }

        Reading read() throws IOException {
            for (long number = 1; ; number++) {
                boolean whole = readLine();
                if (length == 0 && !whole) {
                    return new Reading(next, false, "");
                }
                try {
                    Event event = EventJson.read(line, length);
                    if (event.index() != next) {
                        throw new EventJson.BadLine(1, "event " + event.index() + " where " + next + " was due");
                    }
                    reader.accept(event);
                    next++;
                } catch (EventJson.BadLine bad) {
                    String where = "line " + number + ", column " + bad.column + ": ";
                    return whole ? new Reading(next, false, where + bad.getMessage()) : new Reading(next, true, "");
                }
            }
        }

        /// @return false if the line ended with the file
        private boolean readLine() throws IOException {
            length = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    return true;
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = (byte) b;
            }
            return false;
        }
    }
}
