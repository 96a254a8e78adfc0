package enospc.far;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// This very program, as files: what is sent to another machine so that the same version runs there.
record Program(Path main, List<Path> libraries) {

    private static final int DIGITS = 16;

    /// Packaged it is `stress.jar` with `lib/` beside it; else the folder of classes and what is on the class path.
    static Program own() {
        try {
            Path main = Path.of(Program.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path lib = main.resolveSibling("lib");
            return new Program(main, Files.isDirectory(main) ? onClassPath(main) : jars(lib));
        } catch (URISyntaxException | IOException broken) {
            throw new IllegalStateException("cannot find my own program", broken);
        }
    }

    private static List<Path> onClassPath(Path main) {
        return Stream.of(System.getProperty("java.class.path").split(":")).map(Path::of)
                .filter(path -> path.toString().endsWith(".jar") && !path.equals(main)).toList();
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /// Lays links to its files out in an empty folder, as they are to lie there.
    void layOut(Path folder) throws IOException {
        Files.createSymbolicLink(folder.resolve(Files.isDirectory(main) ? "classes" : "stress.jar"),
                main.toAbsolutePath());
        Path lib = Files.createDirectory(folder.resolve("lib"));
        for (Path library : libraries) {
            Files.createSymbolicLink(lib.resolve(library.getFileName()), library.toAbsolutePath());
        }
    }

    /// The class path, once it lies in `folder`.
    static String classPath(String folder) {
        return folder + "/stress.jar:" + folder + "/classes:" + folder + "/lib/*";
    }

    /// Equal programs, equal names.
    String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Path file : files()) {
                sha.update((file.getFileName() + " " + Files.size(file)).getBytes());
                if (!libraries.contains(file)) {
                    sha.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JVM has no SHA-256", missing);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read my own program", broken);
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(libraries);
        try (Stream<Path> own = Files.walk(main)) {
            own.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
        return files;
    }
}
