package enospc.run;

import enospc.install.Store;
import enospc.plan.Quota;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.world.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Lays out the store and finds its quota: each image is unpacked once, and what that takes is measured.
final class Setup {

    /// A measurement that takes longer than this has met a broken pool, not a full one.
    private static final Duration PATIENCE = Duration.ofHours(1);

    /// The root has a quota too, which a squeeze can use up: that of the templates, and room for containers and the
    /// store's own datasets.
    private static final long CONTAINER_BYTES = 1 << 20;
    private static final long HOUSE_BYTES = 16 << 20;

    /// The pool may let go of what was measured some time after its unmount.
    private static final int BUSY_TRIES = 50;
    private static final Duration BUSY_PAUSE = Duration.ofMillis(100);

    private final Pool pool;
    private final Clock clock;
    private final Store store;
    private Duration slowest = Duration.ZERO;
    private Duration sync = PATIENCE;

    Setup(Pool pool, Clock clock, Store store) {
        this.pool = pool;
        this.clock = clock;
        this.store = store;
    }

    /// @param fraction of the images' measured sizes, where `chosen` asks for one
    /// @param house    whether the root has a quota: without one a squeeze takes from the whole pool
    /// @throws enospc.plan.BadInput  if the measured sizes do not allow the quota that was chosen
    /// @throws IllegalStateException when the pool refuses something: it cannot be used
    Room layOut(List<Image> images, Quota chosen, double fraction, int workers, boolean house) {
        make(store.containers());
        make(store.templates());
        make(store.squeeze());
        SequencedMap<String, Long> measured = new TreeMap<>();
        for (Image image : images) {
            measured.put(image.key(), measure(image));
        }
        long quota = used(store.templates()) + chosen.room(measured.values(), fraction);
        if (house) {
            long bytes = quota + HOUSE_BYTES + workers * CONTAINER_BYTES;
            must(new Command.Set(store.root(), "quota", Long.toString(bytes)));
        }
        must(new Command.Set(store.templates(), "quota", Long.toString(quota)));
        return new Room(quota, measured, slowest, sync);
    }

    private void make(String dataset) {
        must(new Command.Create(dataset, new TreeMap<>()));
        must(new Command.Mount(dataset));
    }

    private long measure(Image image) {
        String dataset = store.root() + "/measure";
        make(dataset);
        long began = clock.nanos();
        must(switch (image.format()) {
            case SQUASHFS -> new Command.Unsquash(image, dataset, PATIENCE);
            case LAYERS -> new Command.Pipe(image, dataset, PATIENCE);
        });
        Duration took = Duration.ofNanos(clock.nanos() - began);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        must(new Command.Unmount(dataset));
        long synced = clock.nanos();
        must(new Command.Sync(store.root()));
        Duration group = Duration.ofNanos(clock.nanos() - synced);
        sync = group.compareTo(sync) < 0 ? group : sync;
        long bytes = used(dataset);
        must(new Command.Destroy(dataset, true));
        return bytes;
    }

    private long used(String dataset) {
        Reply reply = pool.run(new Command.Get(dataset));
        if (reply instanceof Reply.Found(List<Dataset> found) && found.size() == 1) {
            return found.getFirst().used();
        }
        throw new IllegalStateException("cannot read " + dataset + ": " + reply);
    }

    private void must(Command command) {
        Reply reply = pool.run(command);
        for (int i = 1; i < BUSY_TRIES && reply.refused(Reply.Why.BUSY); i++) {
            clock.sleep(BUSY_PAUSE);
            reply = pool.run(command);
        }
        if (!reply.done()) {
            throw new IllegalStateException("while the store was laid out, " + command.f() + " " + command.name()
                    + " was answered with " + reply);
        }
    }
}
