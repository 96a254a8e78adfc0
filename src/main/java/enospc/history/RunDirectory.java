package enospc.history;

import enospc.plan.BadInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The folder of one run below `results/`, and the names of the files in it.
public record RunDirectory(Path path) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// Makes `<UTC time>-<workload>-<seed>`, with a number behind it if two runs began in one second.
    ///
    /// @throws BadInput if the folder cannot be made there
    public static RunDirectory make(Path results, long epochSeconds, String workload, long seed) {
        String name = STAMP.format(Instant.ofEpochSecond(epochSeconds)) + "-" + workload + "-" + seed;
        try {
            Files.createDirectories(results);
            for (int copy = 1; ; copy++) {
                Path path = results.resolve(copy == 1 ? name : name + "-" + copy);
                try {
                    return new RunDirectory(Files.createDirectory(path));
                } catch (FileAlreadyExistsException taken) {
                    continue;
                }
            }
        } catch (IOException refused) {
            throw new BadInput("cannot make a folder for the run in " + results + " (" + refused.getMessage()
                    + "); give --results another folder");
        }
    }

    public Path plan() {
        return path.resolve("plan.json");
    }

    public Path history() {
        return path.resolve("history.jsonl");
    }

    /// Takes a run away again that never began: its plan, its empty history, and the folder.
    public void discard() {
        try {
            Files.deleteIfExists(plan());
            Files.deleteIfExists(history());
            Files.deleteIfExists(path);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot take away " + path, refused);
        }
    }

    /// Evidence for people: made only if there is some.
    public Path logs() {
        return path.resolve("logs");
    }

    /// Keeps the pool's own log, as it was printed at the end of the run; no file if there is none.
    public void writePoolHistory(List<String> lines) {
        Path file = path.resolve("pool-history.txt");
        if (lines.isEmpty()) {
            return;
        }
        try {
            Files.write(file, lines);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + file, refused);
        }
    }

    public Path verdict() {
        return path.resolve("verdict.json");
    }

    public Path page() {
        return path.resolve("report.html");
    }

    public Path latencies() {
        return path.resolve("latency.hlog");
    }

    public Path junit() {
        return path.resolve("junit.xml");
    }

    /// Writes down what broke the run off, for whoever mends it.
    ///
    /// @return the file
    public Path breakage(Throwable thrown) {
        Path file = logs().resolve("broken.txt");
        try {
            Files.createDirectories(logs());
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
                thrown.printStackTrace(writer);
            }
            return file;
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + file, refused);
        }
    }

    /// Points `latest` beside this folder at it, in one step: a reader sees the old run or this one.
    public void becomeLatest() {
        Path fresh = path.resolveSibling(".latest-" + path.getFileName());
        Path latest = path.resolveSibling("latest");
        try {
            if (Files.isDirectory(latest, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(latest + " is a folder, not a link: remove it");
            }
            Files.createSymbolicLink(fresh, path.getFileName());
            Files.move(fresh, latest, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot point " + latest + " at the run", refused);
        }
    }
}
