package enospc.history;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
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
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_BYTES);
    private final JsonGenerator json;

    /// @param lineByLine hand over each line at once
    public HistoryWriter(Path path, boolean lineByLine) {
        this.lineByLine = lineByLine;
        try {
            // Not through a channel: that would close itself when the lane that writes is killed by an interrupt.
            this.file = new FileOutputStream(path.toFile());
            this.json = EventJson.generator(buffer);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write the history " + path, refused);
        }
    }

    /// @throws UncheckedIOException when the results disk is full: a run must not go on unrecorded
    public void write(Event event) {
        try {
            EventJson.write(json, event);
            if (lineByLine || buffer.size() > BUFFER_BYTES - (1 << 14)) {
                handOver();
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write the history", refused);
        }
    }

    private void handOver() throws IOException {
        json.flush();
        buffer.writeTo(file);
        buffer.reset();
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
