package enospc.pool.zfs;

import enospc.pool.Contents;
import enospc.world.Crashed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a tree holds: of each file its path, type, size, permission bits and the digest of its bytes.
///
/// The tree's own root is left out: it belongs to the dataset, and its permissions are a step of their own.
///
/// @param entries by path relative to the root
record Manifest(SortedMap<String, Entry> entries) {

    private static final int CHUNK_BYTES = 128 * 1024;

    /// @param type   `file`, `folder`, `link` or `other`
    /// @param bytes  0 for all but a file
    /// @param mode   permission bits with set-id and sticky, octal
    /// @param digest SHA-256 of a file's bytes, or of the text of a link; else empty
    record Entry(String type, long bytes, String mode, String digest) { }

    /// Reads a whole tree, without following links.
    ///
    /// @param lane whose work this is; it ends there if that lane is killed
    static Manifest of(Path root, String lane) throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return folder.equals(root) ? FileVisitResult.CONTINUE : visitFile(folder, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (Thread.currentThread().isInterrupted()) {
                    throw new Crashed(lane);
                }
                entries.put(root.relativize(file).toString(), entry(file, attributes));
                return FileVisitResult.CONTINUE;
            }
        });
        return new Manifest(entries);
    }

    private static Entry entry(Path file, BasicFileAttributes attributes) throws IOException {
        int bits = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        String mode = Integer.toOctalString(bits & 07777);
        if (attributes.isRegularFile()) {
            return new Entry("file", attributes.size(), mode, digest(file));
        } else if (attributes.isDirectory()) {
            return new Entry("folder", 0, mode, "");
        } else if (attributes.isSymbolicLink()) {
            return new Entry("link", 0, mode, Contents.hex(Files.readSymbolicLink(file).toString()));
        }
        return new Entry("other", 0, mode, "");
    }

    private static String digest(Path file) throws IOException {
        MessageDigest sha = sha256();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            while (in.read(chunk) >= 0) {
                continue;                        // the stream feeds the digest as it goes
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /// One digest of everything: equal trees, equal text.
    String digest() {
        MessageDigest sha = sha256();
        entries.forEach((path, entry) -> sha.update(
                (path + "\0" + entry + "\0").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha.digest());
    }

    /// The first difference from what is `wanted`, in order of path, or the empty text: `usr/f12 is missing`.
    String differenceFrom(Manifest wanted) {
        TreeSet<String> paths = new TreeSet<>(wanted.entries.keySet());
        paths.addAll(entries.keySet());
        for (String path : paths) {
            if (!entries.containsKey(path)) {
                return path + " is missing";
            } else if (!wanted.entries.containsKey(path)) {
                return path + " does not belong there";
            } else if (!entries.get(path).equals(wanted.entries.get(path))) {
                return path + " " + difference(entries.get(path), wanted.entries.get(path));
            }
        }
        return "";
    }

    private static String difference(Entry here, Entry wanted) {
        if (!here.type.equals(wanted.type)) {
            return "is a " + here.type + " instead of a " + wanted.type;
        } else if (here.bytes != wanted.bytes) {
            return "has " + here.bytes + " B instead of " + wanted.bytes;
        } else if (!here.mode.equals(wanted.mode)) {
            return "has mode " + here.mode + " instead of " + wanted.mode;
        }
        return "has other bytes";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JVM has no SHA-256", missing);
        }
    }
}
