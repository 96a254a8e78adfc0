package enospc.pool.zfs;

import enospc.pool.Image;
import enospc.world.Chance;
import enospc.world.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Writes the files of an image: bytes that do not compress, decided by the image's seed, in a few folders.
final class ImageTree {

    private static final List<String> FOLDERS = List.of("bin", "etc", "usr/lib", "usr/share/doc", "var");
    private static final int EXECUTABLE_EVERY = 5;
    private static final int CHUNK_BYTES = 64 * 1024;

    /// What a file of a lower layer has that a higher one replaces.
    private static final int STALE_BYTES = 4096;
    private static final int STALE_EVERY = 4;

    private final Image image;
    private final long pieceBytes;

    /// @param pieceBytes a larger file is cut into pieces of this size, > 0
    ImageTree(Image image, long pieceBytes) {
        this.image = image;
        this.pieceBytes = pieceBytes;
    }

    /// All files below one folder.
    void write(Path root) throws IOException {
        write(List.of(root));
    }

    /// Each file in one of the layers in turn, the lowest layer first in the list. Some have an older version with
    /// other bytes in the layer below their own.
    void write(List<Path> layers) throws IOException {
        for (Path layer : layers) {
            makeFolders(layer);
        }
        int number = 0;
        for (Image.Files files : image.files()) {
            for (int i = 0; i < files.count(); i++) {
                int layer = number % layers.size();
                String path = path(number);
                if (layer > 0 && number % STALE_EVERY == 0) {
                    write(layers.get(layer - 1).resolve(path), "stale " + number, STALE_BYTES, false);
                }
                writePieces(layers.get(layer).resolve(path), "file " + number, files.bytes(),
                        number % EXECUTABLE_EVERY == 0);
                number++;
            }
        }
    }

    private static String path(int number) {
        return FOLDERS.get(number % FOLDERS.size()) + "/f" + number;
    }

    /// Permissions are set afterwards, because the umask takes from what a creation asks for.
    private static void makeFolders(Path root) throws IOException {
        Files.createDirectories(root);
        for (String folder : FOLDERS) {
            Path at = root;
            for (Path step : Path.of(folder)) {
                at = at.resolve(step);
                Files.createDirectories(at);
                Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// The first piece has the file's own name.
    private void writePieces(Path file, String stream, long bytes, boolean executable) throws IOException {
        write(file, stream, Math.min(bytes, pieceBytes), executable);
        for (long at = pieceBytes; at < bytes; at += pieceBytes) {
            long piece = at / pieceBytes;
            write(Path.of(file + "." + piece), stream + "." + piece, Math.min(bytes - at, pieceBytes), executable);
        }
    }

    private void write(Path file, String stream, long bytes, boolean executable) throws IOException {
        Chance dice = new Seed(image.seed()).stream(stream);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= CHUNK_BYTES) {
                chunk.clear();
                while (chunk.hasRemaining()) {
                    chunk.putLong(dice.next());
                }
                out.write(chunk.array(), 0, (int) Math.min(left, CHUNK_BYTES));
            }
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
