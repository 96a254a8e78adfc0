package enospc.cli;

import enospc.plan.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntSupplier;

/// One process at a time for a folder: two would write over each other. A dead one holds nothing.
final class FolderLock {

    private FolderLock() { }

    /// Makes the folder if it is not there.
    ///
    /// @throws BadInput if another process has it
    static int during(Path folder, IntSupplier work) {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw new BadInput("another process is at work on " + folder);
                }
                return work.getAsInt();
            }
        } catch (OverlappingFileLockException ours) {
            throw new BadInput("this process is already at work on " + folder);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot lock " + folder, refused);
        }
    }
}
