package enospc.pool.zfs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder of one run, `enospc-<run>`: pool file, mountpoints, images, output of commands. A lock on a file in it
/// ends with the process that made it, so a later one can tell what is in use from what a crash has left.
final class WorkFolder {

    private static final String PREFIX = "enospc-";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private WorkFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes the folder for a new run.
    static WorkFolder make(Path parent, String run) throws CannotRun {
        Path path = parent.resolve(PREFIX + run);
        try {
            path = Files.createDirectory(parent.toRealPath().resolve(PREFIX + run));
            Files.createDirectory(path.resolve("scratch"));
            FileChannel lock = FileChannel.open(path.resolve(LOCK),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
            return new WorkFolder(path, lock);
        } catch (IOException broken) {
            throw new CannotRun("cannot make the work folder " + path + " (" + broken.getClass().getSimpleName()
                    + "): clean up what is there, or choose another place");
        }
    }

    /// The folders of runs below `parent` whose process has died.
    static List<WorkFolder> abandoned(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent.toRealPath())) {
            return folders.sorted().map(WorkFolder::abandonedAt).flatMap(Optional::stream).toList();
        }
    }

    private static Optional<WorkFolder> abandonedAt(Path path) {
        String name = path.getFileName().toString();
        if (!name.startsWith(PREFIX) || !Names.isRunId(name.substring(PREFIX.length()))) {
            return Optional.empty();
        }
        try {
            FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE);
            FileLock taken = channel.tryLock();
            if (taken == null) {
                channel.close();
                return Optional.empty();
            }
            Files.createDirectories(path.resolve("scratch"));    // it may have died before it made that
            return Optional.of(new WorkFolder(path, channel));
        } catch (IOException | OverlappingFileLockException notOursOrInUse) {
            return Optional.empty();
        }
    }

    Path path() {
        return path;
    }

    Path scratch() {
        return path.resolve("scratch");
    }

    String run() {
        return path.getFileName().toString().substring(PREFIX.length());
    }

    /// Deletes it, unless something is mounted in there.
    ///
    /// @return what is left, one line each
    List<String> remove() {
        List<Path> mounts = Mounts.below(Host.own(), path);
        if (!mounts.isEmpty()) {
            return mounts.stream().map(at -> at + " is still mounted: umount " + at).toList();
        }
        try {
            lock.close();
            Folders.delete(path);
            return List.of();
        } catch (IOException broken) {
            return List.of("cannot remove the work folder (" + broken.getMessage() + "): rm -r " + path);
        }
    }
}
