package enospc.soak.ledger;

import enospc.plan.BadInput;
import enospc.plan.Nearest;
import enospc.soak.night.JsonFile;
import enospc.soak.night.SoakFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// The file of all nights, changed by one writer at a time: of this process, of others, and of other machines that
/// share the folder.
public final class Ledger {

    /// A file lock is one process's: it does not part two threads.
    private static final ReentrantLock MINE = new ReentrantLock();

    private final Path results;

    public Ledger(Path results) {
        this.results = results;
    }

    public Path file() {
        return results.resolve("index.json");
    }

    private Path before() {
        return results.resolve("index.json~");
    }

    /// @throws BadInput if it is damaged; nothing is changed then
    public LedgerFile read() {
        if (!Files.exists(file())) {
            return LedgerFile.EMPTY;
        }
        try {
            return JsonFile.read(file(), LedgerFile.class);
        } catch (BadInput damaged) {
            throw new BadInput(damaged.getMessage() + "; nothing is changed. Mend it, or take the last good one: mv "
                    + before() + " " + file() + ", and add the soaks since: stress ledger --add results/*-soak-*");
        }
    }

    /// Adds a soak, or what has become of it since it was added.
    ///
    /// @return all that is known now
    public LedgerFile add(SoakFile soak) {
        return change(ledger -> ledger.with(soak));
    }

    /// @param begin of a signature's id, as many digits as tell it from others
    /// @return the signature's line with the review
    /// @throws BadInput if there is none, or more than one
    public Line review(String begin, Review review) {
        String id = find(read(), begin);
        return change(ledger -> ledger.with(id, review)).line(id).orElseThrow();
    }

    private static String find(LedgerFile ledger, String begin) {
        List<String> ids = ledger.signatures().stream().map(Line::id).toList();
        List<String> found = ids.stream().filter(id -> !begin.isEmpty() && id.startsWith(begin)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new BadInput(found.isEmpty()
                ? "the ledger has no signature " + begin + Nearest.hint(begin, ids) + "; stress ledger lists them"
                : begin + " is the beginning of more than one signature: " + String.join(", ", found));
    }

    private LedgerFile change(UnaryOperator<LedgerFile> change) {
        MINE.lock();
        try {
            Files.createDirectories(results);
            try (FileChannel channel = FileChannel.open(results.resolve(".index.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
                LedgerFile changed = change.apply(read());
                if (Files.exists(file())) {
                    Files.copy(file(), before(), StandardCopyOption.REPLACE_EXISTING);
                }
                JsonFile.write(file(), changed);
                return changed;
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot change " + file(), refused);
        } finally {
            MINE.unlock();
        }
    }
}
