package enospc.soak.ledger;

import enospc.plan.BadInput;
import enospc.soak.night.JsonFile;
import enospc.soak.night.Kept;
import enospc.soak.night.Kept.Mark;
import enospc.soak.night.SoakFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Takes away what soaks have kept for long enough. The ledger keeps its lines.
///
/// Only folders that carry a soak's mark go, and none whose signatures somebody has still to look at.
public final class Retention {

    private final Path results;
    private final LedgerFile ledger;
    private final Instant now;
    private final Duration keep;

    /// @param keep how old a folder may become
    public Retention(Path results, LedgerFile ledger, long epochSeconds, Duration keep) {
        this.results = results;
        this.ledger = ledger;
        this.now = Instant.ofEpochSecond(epochSeconds);
        this.keep = keep;
    }

    /// @return the folders that went
    public List<Path> takeAway() {
        List<Path> gone = new ArrayList<>();
        for (Path folder : folders()) {
            if (isOld(folder) && (isRunToGo(folder) || isSoakToGo(folder))) {
                Kept.remove(folder);
                gone.add(folder);
            }
        }
        return gone;
    }

    private List<Path> folders() {
        if (!Files.isDirectory(results)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(results)) {
            return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot look into " + results, refused);
        }
    }

    private boolean isOld(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).toInstant().plus(keep).isBefore(now);
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean isRunToGo(Path folder) {
        Path mark = folder.resolve(Mark.NAME);
        return Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
                && JsonFile.read(mark, Mark.class).signatures().stream().noneMatch(this::isOpen);
    }

    /// Nobody has accepted it, or not until today: somebody may need the run.
    private boolean isOpen(String signature) {
        return ledger.line(signature).map(line -> line.standing(now.toString().substring(0, 10)).red()).orElse(true);
    }

    /// One that came to its end, and is in the ledger.
    private boolean isSoakToGo(Path folder) {
        Path file = folder.resolve(SoakFile.NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            SoakFile soak = JsonFile.read(file, SoakFile.class);
            return soak.state().equals(SoakFile.ENDED)
                    && ledger.nights().stream().anyMatch(night -> night.soak().equals(soak.soak()));
        } catch (BadInput damaged) {
            return false;
        }
    }
}
