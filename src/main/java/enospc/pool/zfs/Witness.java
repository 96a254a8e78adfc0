package enospc.pool.zfs;

import enospc.pool.Command;
import enospc.pool.Contents;
import enospc.pool.Dataset;
import enospc.pool.Image;
import enospc.pool.Reply;
import enospc.pool.Reply.Digested;
import enospc.pool.Reply.Found;
import enospc.pool.Reply.Refused;
import enospc.pool.Reply.Why;
import enospc.world.Crashed;
import enospc.world.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Reads the whole content of a dataset and says which image it is, byte for byte.
///
/// A dataset that is not mounted is mounted read-only meanwhile. A snapshot is read through its dataset, which is
/// read-only once it is a template.
final class Witness {

    private static final Duration MOUNTING_BOUND = Duration.ofMinutes(2);
    private static final int UNMOUNT_TRIES = 50;
    private static final int KEY_CHARS = 64;

    private final ZfsPool pool;
    private final ImageStore images;
    private final Children children;
    private final Scheduler time;

    /// Of two that read the same unmounted dataset, the second would lose its mount when the first is done.
    private final ReentrantLock mounting = new ReentrantLock();

    Witness(ZfsPool pool, ImageStore images, Children children, Scheduler time) {
        this.pool = pool;
        this.images = images;
        this.children = children;
        this.time = time;
    }

    Reply digest(String name) {
        String dataset = name.replaceAll("@.*", "");
        return switch (pool.run(new Command.Get(name))) {
            case Found found -> digest(dataset, found.datasets().getFirst());
            case Refused refused -> refused;
            case Reply.Lost lost -> lost;
            case Reply.Done _, Digested _ -> throw new IllegalStateException("a reading of " + name + " found nothing");
        };
    }

    private Reply digest(String dataset, Dataset found) {
        Optional<Path> at = Mounts.of(children.host(), dataset);
        if (at.isPresent()) {
            return read(at.get(), found);
        }
        try {
            mounting.lockInterruptibly();
        } catch (InterruptedException killed) {
            Thread.currentThread().interrupt();
            throw new Crashed(time.lane());
        }
        try {
            return readMounting(dataset, found);
        } finally {
            mounting.unlock();
        }
    }

    private Reply readMounting(String dataset, Dataset found) {
        Ended ended = children.run(MOUNTING_BOUND, "zfs", "mount", "-o", "ro", dataset);
        if (!(ended instanceof Ended.Exited exited)) {
            return new Reply.Lost("zfs mount did not return");
        } else if (!exited.ok()) {
            return Refusals.of(exited.err());
        }
        try {
            return Mounts.of(children.host(), dataset).map(at -> read(at, found))
                    .orElseGet(() -> new Refused(Why.ABSENT, "'" + dataset + "' was unmounted meanwhile"));
        } finally {
            unmount(dataset);
        }
    }

    /// Also for a lane that has just been killed: this mount is ours, not a worker's.
    private void unmount(String dataset) {
        boolean killed = Thread.interrupted();
        for (int i = 0; i < UNMOUNT_TRIES; i++) {
            Ended ended = children.run(MOUNTING_BOUND, "zfs", "unmount", dataset);
            boolean busy = ended instanceof Ended.Exited exited && !exited.ok()
                    && Refusals.of(exited.err()).why() == Why.BUSY;
            if (!busy) {
                break;
            }
        }
        if (killed) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply read(Path at, Dataset found) {
        try {
            return new Digested(verdict(Manifest.of(children.host().seen(at), time.lane()), found));
        } catch (ClosedByInterruptException killed) {
            throw new Crashed(time.lane());
        } catch (NoSuchFileException gone) {
            return new Refused(Why.ABSENT, gone.getFile() + " went away while it was being read");
        } catch (IOException | UncheckedIOException broken) {
            return new Refused(Why.OTHER, "cannot read the content: " + broken.getMessage());
        }
    }

    private String verdict(Manifest here, Dataset found) {
        Optional<Image> expected = expected(found);
        if (expected.isPresent()) {
            String difference = here.differenceFrom(images.manifest(expected.get()));
            return difference.isEmpty() ? Contents.digestOf(expected.get())
                    : "not " + expected.get().name() + ": " + difference;
        }
        List<Image> same = images.byContent(here);
        return same.isEmpty() ? "sha256:" + here.digest() : Contents.digestOf(same.getFirst());
    }

    /// A template is named after its image's key; a container stems from such a one.
    private Optional<Image> expected(Dataset found) {
        return key(found.name()).or(() -> key(found.origin())).flatMap(images::byKey);
    }

    private static Optional<String> key(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.length() >= KEY_CHARS && Names.isKey(last.substring(0, KEY_CHARS))
                ? Optional.of(last.substring(0, KEY_CHARS)) : Optional.empty();
    }
}
