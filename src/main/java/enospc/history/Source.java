package enospc.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Where the bytes of a history come from: a file, plain or compressed with gzip, or standard input.
final class Source {

    private static final Path STANDARD_INPUT = Path.of("-");
    private static final int BUFFER_BYTES = 1 << 16;

    private Source() { }

    /// @throws IOException if it cannot be opened, or is a folder
    static InputStream open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException("it is a folder, not a history");
        }
        InputStream plain = path.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(path);
        InputStream in = new BufferedInputStream(plain, BUFFER_BYTES);
        in.mark(2);
        boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return compressed ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    }
}
