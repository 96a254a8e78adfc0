package enospc.conform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The case files that the program brings along, and those of a folder.
public final class Cases {

    private static final String INDEX = "cases/index";

    private Cases() { }

    /// All cases of ours, in the order of their names.
    public static List<Case> shipped() {
        return resource(INDEX).lines().map(name -> CaseFile.parse(name, resource("cases/" + name + ".case"))).toList();
    }

    /// The `.case` files of a folder, in the order of their names; or the one file.
    public static List<Case> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".case")).sorted().map(Cases::read).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Case read(Path file) {
        try {
            return CaseFile.parse(file.getFileName().toString().replace(".case", ""), Files.readString(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Cases.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
