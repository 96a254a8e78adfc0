package enospc.history;

import enospc.history.HistoryFile.Reading;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/// Cuts a stream into lines without copying them: a line is a stretch of the buffer, which grows to hold the longest.
final class Lines {

    /// A longer line is no event.
    static final int LENGTH_MAX = 64 << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    /// What a line says.
    interface Format {

        /// Takes the line, unless there is nothing on it.
        ///
        /// @param events how many there were before
        /// @return whether it is an event
        boolean read(byte[] line, int from, int length, long events, Consumer<Event> reader) throws BadLine;
    }

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int begin;
    private int end;
    private int filled;
    private String broken = "";
    private boolean brokenOff;

    Lines(InputStream in) {
        this.in = in;
    }

    /// Hands all events to `reader`, up to the first line that is none, or that it refuses with a [Misfit].
    Reading read(Format format, Consumer<Event> reader) throws IOException {
        long events = 0;
        for (long number = 1; ; number++) {
            boolean whole = findLine();
            if (!broken.isEmpty() || end - begin > LENGTH_MAX) {
                String why = broken.isEmpty() ? "the line is longer than " + (LENGTH_MAX >> 20) + " MiB" : broken;
                return new Reading(events, false, "line " + number + ", column "
                        + (Math.min(end - begin, LENGTH_MAX) + 1) + ": " + why);
            }
            if (begin == end && !whole) {
                return new Reading(events, brokenOff, "");
            }
            try {
                events += format.read(buffer, begin, end - begin, events, reader) ? 1 : 0;
            } catch (BadLine bad) {
                String where = "line " + number + ", column " + bad.column + ": ";
                return whole ? new Reading(events, false, where + bad.getMessage()) : new Reading(events, true, "");
            } catch (Misfit misfit) {
                return new Reading(events, false, "line " + number + ", column 1: " + misfit.getMessage());
            }
            if (!whole) {
                return new Reading(events, brokenOff, "");
            }
            begin = end + 1;
        }
    }

    /// Sets `end` to the end of the line that begins at `begin`, or behind the longest that a line may be.
    ///
    /// @return false if that is the end of the file
    private boolean findLine() throws IOException {
        end = begin;
        while (true) {
            for (; end < filled; end += Long.BYTES) {
                long feeds = EightBytes.equal(EightBytes.at(buffer, end), '\n');
                if (feeds != 0) {
                    end += EightBytes.before(feeds);
                    if (end < filled) {
                        return true;
                    }
                    break;                                // left over from what was there before
                }
            }
            end = Math.min(end, filled);
            if (end - begin > LENGTH_MAX || !fill()) {
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
        int read = more(kept);
        filled = kept + Math.max(0, read);
        return read > 0;
    }

    private int more(int at) throws IOException {
        try {
            return in.read(buffer, at, buffer.length - at);
        } catch (EOFException cut) {
            brokenOff = true;
            return -1;
        } catch (ZipException damaged) {
            broken = "the compressed data is damaged (" + damaged.getMessage() + ")";
            return -1;
        }
    }
}
