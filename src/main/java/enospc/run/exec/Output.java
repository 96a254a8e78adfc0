package enospc.run.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Reads what a subject prints to its end, however much that is, and keeps the beginning and the end of it.
final class Output {

    private static final int KEPT_BYTES = 128 * 1024;
    private static final int LINE_BYTES = 4096;

    private final InputStream from;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] tail = new byte[KEPT_BYTES];
    private final byte[] line = new byte[LINE_BYTES];
    private int lineLength;
    private final Thread thread;
    private long total;

    /// @param lines takes each line, of which at most 4 KiB are kept
    Output(String name, InputStream from, Consumer<String> lines) {
        this.from = from;
        this.lines = lines;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::read);
    }

    private void read() {
        byte[] buffer = new byte[1 << 16];
        try (from) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                take(buffer, read);
            }
        } catch (IOException closed) {
            return;                                       // its process was killed, and this end closed
        } finally {
            endLine();
        }
    }

    private synchronized void take(byte[] buffer, int count) {
        int begins = Math.min(count, KEPT_BYTES - head.size());
        head.write(buffer, 0, begins);
        for (int i = begins; i < count;) {
            int at = (int) ((total + i - KEPT_BYTES) % KEPT_BYTES);
            int length = Math.min(count - i, KEPT_BYTES - at);
            System.arraycopy(buffer, i, tail, at, length);
            i += length;
        }
        total += count;
        for (int i = 0; i < count;) {
            int end = i;
            while (end < count && buffer[end] != '\n') {
                end++;
            }
            int length = Math.min(end - i, LINE_BYTES - lineLength);
            System.arraycopy(buffer, i, line, lineLength, length);
            lineLength += length;
            if (end < count) {
                endLine();
            }
            i = end + 1;
        }
    }

    private synchronized void endLine() {
        if (lineLength > 0) {
            lines.accept(new String(line, 0, lineLength, StandardCharsets.UTF_8));
            lineLength = 0;
        }
    }

    /// Waits for the end of the stream, for a while.
    void await(long millis) throws InterruptedException {
        thread.join(millis);
    }

    synchronized long total() {
        return total;
    }

    /// How many bytes are in neither the beginning nor the end.
    synchronized long leftOut() {
        return Math.max(0, total - head.size() - KEPT_BYTES);
    }

    /// The beginning and the end, and between them how much was left out.
    synchronized String kept() {
        String begin = head.toString(StandardCharsets.UTF_8);
        long behind = total - head.size();
        if (behind <= 0) {
            return begin;
        }
        int length = (int) Math.min(behind, KEPT_BYTES);
        int from = behind <= KEPT_BYTES ? 0 : (int) (behind % KEPT_BYTES);
        byte[] end = new byte[length];
        for (int i = 0; i < length; i++) {
            end[i] = tail[(from + i) % KEPT_BYTES];
        }
        String cut = leftOut() > 0
                ? "\n... " + leftOut() + " of " + total + " bytes left out ...\n" : "";
        return begin + cut + new String(end, StandardCharsets.UTF_8);
    }
}
