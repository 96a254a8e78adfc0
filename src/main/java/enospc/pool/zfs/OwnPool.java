package enospc.pool.zfs;

import enospc.pool.Reply.Why;
import enospc.world.Scheduler;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A pool that we make for one run, on a sparse file. It is not remembered: no boot would look for it.
final class OwnPool implements Ground {

    /// OpenZFS takes no device below this, and keeps half of so small a pool for itself; zfs-fuse keeps 32 MiB.
    static final long LEAST_BYTES = 64 << 20;

    private static final String FILE = "pool.img";
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final int DESTROY_TRIES = 50;
    private static final Duration DESTROY_PAUSE = Duration.ofMillis(100);

    private final Mark mark;
    private final long bytes;
    private final Path file;
    private final Scheduler time;

    private OwnPool(Mark mark, long bytes, Path file, Scheduler time) {
        this.mark = mark;
        this.bytes = bytes;
        this.file = file;
        this.time = time;
    }

    /// @param folder of the run, on a disk with room for `bytes`
    static OwnPool make(String run, long bytes, Path folder, Children children, Scheduler time) throws CannotRun {
        Mark mark = new Mark("enospc" + run, run);
        if (bytes < LEAST_BYTES) {
            throw new CannotRun("a pool of " + Sizes.text(bytes) + " is too small: ask for "
                    + Sizes.text(LEAST_BYTES) + " or more");
        }
        if (children.run(BOUND, "zpool", "list", "-H", mark.root()) instanceof Ended.Exited listed && listed.ok()) {
            throw new CannotRun("there is a pool " + mark.root() + " already, and it is not of this run: take another"
                    + " run id, or zpool destroy " + mark.root());
        }
        Path file = folder.resolve(FILE);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        } catch (IOException broken) {
            throw new CannotRun("cannot make a file of " + Sizes.text(bytes) + " in " + folder + ": "
                    + broken.getMessage());
        }
        // With failmode=continue a pool whose file is lost answers with errors; by default all its users would hang.
        Ended ended = children.run(BOUND, "zpool", "create", "-o", "cachefile=none", "-o", "failmode=continue",
                "-O", "compression=off", "-O", Mark.RUN + "=" + run, "-m", folder.resolve("mnt").toString(),
                mark.root(), file.toString());
        if (!(ended instanceof Ended.Exited exited) || !exited.ok()) {
            throw new CannotRun("cannot make a pool of our own: " + (ended instanceof Ended.Exited refused
                    ? Refusals.of(refused.err()).text() : "zpool create did not return"));
        }
        return new OwnPool(mark, bytes, file, time);
    }

    /// What a run that has died may have left.
    static OwnPool abandoned(WorkFolder folder, Scheduler time) {
        return new OwnPool(new Mark("enospc" + folder.run(), folder.run()), 0, folder.path().resolve(FILE), time);
    }

    @Override
    public String root() {
        return mark.root();
    }

    @Override
    public String about() {
        return "own pool of " + Sizes.text(bytes) + " on a sparse file";
    }

    @Override
    public List<String> takeAway(Children closing) {
        String mends = ": zpool destroy " + mark.root();
        String why = "";
        for (int i = 0; i < DESTROY_TRIES; i++) {
            if (!(closing.run(BOUND, "zfs", "get", "-H", "-o", "value", Mark.RUN, mark.root())
                    instanceof Ended.Exited marked)) {
                return List.of("the pool " + mark.root() + " does not answer" + mends);
            } else if (!marked.ok()) {
                return Refusals.of(marked.err()).why() == Why.ABSENT ? forgotten()
                        : List.of("the pool " + mark.root() + " may be there still (" + Refusals.of(marked.err()).text()
                                + ")" + mends);
            } else if (!marked.out().strip().equals(mark.run())) {
                return List.of("the pool " + mark.root() + " does not carry our mark any more, it stays" + mends);
            }
            if (!(closing.run(BOUND, "zpool", "destroy", mark.root()) instanceof Ended.Exited destroyed)) {
                return List.of("zpool destroy does not return" + mends);
            } else if (destroyed.ok()) {
                return forgotten();
            }
            why = Refusals.of(destroyed.err()).text();
            time.sleep(DESTROY_PAUSE);
        }
        return List.of("the pool " + mark.root() + " is still there (" + why + ")" + mends);
    }

    private List<String> forgotten() {
        try {
            Files.deleteIfExists(file);
            return List.of();
        } catch (IOException broken) {
            return List.of("cannot delete the pool's file (" + broken.getMessage() + "): rm " + file);
        }
    }
}
