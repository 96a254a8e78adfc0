package enospc.history;

import enospc.history.HistoryFile.Reading;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/// Reads a history that any tool may have written: JSON lines with Jepsen's keys, or Jepsen's own `history.edn`, a map
/// a line or one vector of them.
///
/// A process that is a keyword is no client: its events come with a colon before the name.
public final class ForeignFile {

    private static final int SNIFFED_BYTES = 1 << 12;

    private ForeignFile() { }

    /// Hands each event to `reader`, in order, until one is damaged or refused with a [Misfit].
    ///
    /// @param path a file, plain or compressed with gzip, or `-` for standard input
    /// @throws IOException if it cannot be opened or read
    public static Reading read(Path path, Consumer<Event> reader) throws IOException {
        try (InputStream in = new BufferedInputStream(Source.open(path), 2 * SNIFFED_BYTES)) {
            return isJson(in) ? new Lines(in).read(new JepsenJson(), reader)
                    : new EdnEvents(in, EdnForms.foreign(), reader).read();
        } catch (EOFException cut) {
            return new Reading(0, true, "");              // of a compressed file not even the beginning is there
        } catch (ZipException damaged) {
            return new Reading(0, false, "line 1, column 1: the compressed data is damaged (" + damaged.getMessage()
                    + ")");
        }
    }

    /// Whether its first object has keys in quotes. What is neither is read as JSON, and refused as such.
    private static boolean isJson(InputStream in) throws IOException {
        in.mark(SNIFFED_BYTES);
        String head = new String(in.readNBytes(SNIFFED_BYTES), StandardCharsets.ISO_8859_1).stripLeading();
        in.reset();
        boolean array = head.startsWith("[");
        String first = array ? head.substring(1).stripLeading() : head;
        boolean quoted = first.startsWith("{") && first.substring(1).stripLeading().startsWith("\"");
        boolean notation = array || head.startsWith("{") || head.startsWith("(") || head.startsWith("#")
                || head.startsWith(";");
        return quoted || !notation;
    }
}
