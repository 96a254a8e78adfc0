package enospc.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        try (InputStream in = Files.newInputStream(path)) {
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

    /// Cuts a stream into lines without copying them: a line is a stretch of the buffer, which grows to hold the
    /// longest.
    private static final class Lines {

        private final InputStream in;
        private final Consumer<Event> reader;
        private byte[] buffer = new byte[BUFFER_BYTES];
        private int begin;
        private int end;
        private int filled;
        private long next;

        Lines(InputStream in, Consumer<Event> reader) {
            this.in = in;
            this.reader = reader;
        }

        Reading read() throws IOException {
            for (long number = 1; ; number++) {
                boolean whole = findLine();
                if (begin == end && !whole) {
                    return new Reading(next, false, "");
                }
                try {
                    Event event = EventJson.read(buffer, begin, end - begin);
                    if (event.index() != next) {
                        throw new EventJson.BadLine(1, "event " + event.index() + " where " + next + " was due");
                    }
                    reader.accept(event);
                    next++;
                } catch (EventJson.BadLine bad) {
                    String where = "line " + number + ", column " + bad.column + ": ";
                    return whole ? new Reading(next, false, where + bad.getMessage()) : new Reading(next, true, "");
                }
                if (!whole) {
                    return new Reading(next, false, "");
                }
                begin = end + 1;
            }
        }

        /// Sets `end` to the end of the line that begins at `begin`.
        ///
        /// @return false if that is the end of the file
        private boolean findLine() throws IOException {
            end = begin;
            while (true) {
                while (end < filled) {
                    if (buffer[end] == '\n') {
                        return true;
                    }
                    end++;
                }
                if (!fill()) {
                    return false;
                }
            }
        }

        /// Moves the unfinished line to the front and reads on behind it.
        private boolean fill() throws IOException {
            int kept = filled - begin;
            byte[] room = kept > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
            System.arraycopy(buffer, begin, room, 0, kept);
            buffer = room;
            end -= begin;
            begin = 0;
            int read = in.read(buffer, kept, buffer.length - kept);
            filled = kept + Math.max(0, read);
            return read > 0;
        }
    }
}
