package enospc.soak.night;

import enospc.history.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folders of runs that a soak has kept, within what it may take of the disk.
public final class Kept {

    /// Says in a run's folder whose it is: without it nobody takes a folder away.
    ///
    /// @param soak       name of the soak's folder
    /// @param signatures ids of what the run broke
    public record Mark(String soak, List<String> signatures) {
        public static final String NAME = "soak-run.json";
    }

    private final Path results;
    private final String soak;
    private final long bytesMost;
    private long bytes;

    Kept(Path results, String soak, long bytesMost) {
        this.results = results;
        this.soak = soak;
        this.bytesMost = bytesMost;
    }

    /// Counts what was kept before.
    void found(long before) {
        bytes += before;
    }

    long bytes() {
        return bytes;
    }

    /// @return the name of its folder; empty if there is no room for it
    String keep(Evidence evidence, List<String> signatures) {
        if (bytes >= bytesMost) {
            evidence.drop();
            return "";
        }
        RunDirectory directory = evidence.keep();
        JsonFile.write(directory.path().resolve(Mark.NAME), new Mark(soak, signatures));
        long size = size(directory.path());
        if (bytes + size > bytesMost) {
            remove(directory.path());
            return "";
        }
        bytes += size;
        return directory.path().getFileName().toString();
    }

    void remove(String folder) {
        Path path = results.resolve(folder);
        bytes -= size(path);
        remove(path);
    }

    static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    /// Follows no link.
    public static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot remove " + folder, refused);
        }
    }
}
