package enospc.history;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Writes a history file, a line an event.
///
/// On a real target each line is with the operating system when [#write] returns, so that a killed run loses at most a
/// part of its last line. Not for two threads at once.
public final class HistoryWriter implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 18;

    private final OutputStream file;
    private final boolean lineByLine;
    private final JsonBytes buffer = new JsonBytes(BUFFER_BYTES);
    private final EventBytes lines = new EventBytes(buffer);

    /// @param lineByLine hand over each line at once
    public HistoryWriter(Path path, boolean lineByLine) {
        this.lineByLine = lineByLine;
        try {
            // Not through a channel: that would close itself when the lane that writes is killed by an interrupt.
            this.file = new FileOutputStream(path.toFile());
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write the history " + path, refused);
        }
    }

    /// @throws UncheckedIOException when the results disk is full: a run must not go on unrecorded
    public void write(Event event) {
        try {
            lines.write(event);
            buffer.raw('\n');
            if (lineByLine || buffer.length() > BUFFER_BYTES - (1 << 14)) {
                handOver();
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write the history", refused);
        }
    }

    private void handOver() throws IOException {
        buffer.writeTo(file);
        buffer.cutTo(0);
    }

    @Override
    public void close() {
        try {
            handOver();
            file.close();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot end the history", refused);
        }
    }
}
