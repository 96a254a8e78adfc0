package enospc.history;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/// Reads a history file, one event after the other; its length does not matter.
public final class HistoryFile {

    /// How what [EdnWriter] writes begins.
    private static final byte[] EDN = "{:index ".getBytes(StandardCharsets.US_ASCII);

    private HistoryFile() { }

    /// How far a reading came.
    ///
    /// @param events read
    /// @param cut    the last line was not whole: the writer was killed. It was left out
    /// @param damage what ended the reading before its end, with line and column; or empty
    public record Reading(long events, boolean cut, String damage) { }

    /// Hands each event to `reader`, in order, until one is damaged or refused with a [Misfit].
    ///
    /// @param path a file, plain or compressed with gzip, or `-` for standard input; or what [EdnWriter] made of one
    /// @throws IOException if the file cannot be opened or read
    public static Reading read(Path path, Consumer<Event> reader) throws IOException {
        try (InputStream in = new BufferedInputStream(Source.open(path))) {
            return isEdn(in) ? new EdnEvents(in, EdnForms.ours(), reader).read()
                    : new Lines(in).read(new Ours(), reader);
        }
    }

    private static boolean isEdn(InputStream in) throws IOException {
        in.mark(EDN.length);
        try {
            return Arrays.equals(in.readNBytes(EDN.length), EDN);
        } catch (EOFException | ZipException damaged) {
            return false;                                 // whoever reads on says what is wrong
        } finally {
            in.reset();
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

        private final InOrder order = new InOrder();
        private final QuickLine quick = new QuickLine();

        @Override
        public boolean read(byte[] line, int from, int length, long events, Consumer<Event> reader) throws BadLine {
            Optional<Event> event = quick.read(line, from, length);
            reader.accept(order.checked(event.isPresent() ? event.get() : EventJson.read(line, from, length), events));
            return true;
        }
    }
}
