package enospc.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads a history file, one event after the other; its length does not matter.
public final class HistoryFile {

    private HistoryFile() { }

    /// How far a reading came.
    ///
    /// @param events read
    /// @param cut    the last line was not whole: the writer was killed. It was left out
    /// @param damage what ended the reading before its end, with line and column; or empty
    public record Reading(long events, boolean cut, String damage) { }

    /// Hands each event to `reader`, in order, until one is damaged or refused with a [Misfit].
    ///
    /// @param path a file, plain or compressed with gzip, or `-` for standard input
    /// @throws IOException if the file cannot be opened or read
    public static Reading read(Path path, Consumer<Event> reader) throws IOException {
        try (InputStream in = Source.open(path)) {
            return new Lines(in).read(new Ours(), reader);
        }
    }

    /// Whether this is a history of a run of ours: the first event is its setup.
    ///
    /// @throws IOException if the file cannot be opened or read
    public static boolean isOurs(Path path) throws IOException {
        List<Event> first = new ArrayList<>();
        read(path, event -> {
            first.add(event);
            throw new Misfit("one is enough");
        });
        return !first.isEmpty() && first.getFirst().value() instanceof Value.Setup;
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

    /// The lines of a history of ours: numbered without a gap, in the order of their times.
    private static final class Ours implements Lines.Format {

        private long time = Long.MIN_VALUE;

        @Override
        public boolean read(byte[] line, int from, int length, long events, Consumer<Event> reader) throws BadLine {
            Event event = EventJson.read(line, from, length);
            if (event.index() != events) {
                throw new BadLine(1, "event " + event.index() + " where " + events + " was due");
            }
            if (event.time() < time) {
                throw new BadLine(1, "time goes back from " + time + " to " + event.time());
            }
            time = event.time();
            reader.accept(event);
            return true;
        }
    }
}
