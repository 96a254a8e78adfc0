package enospc.pool.sim;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// How a change of the tree is carried out: as a sync task, if the pool has room for what it writes about itself.
final class Tasks {

    /// Kept free for an operation's own metadata: blocks of 16K in three copies (dsl_dir.c).
    static final long CREATE_BYTES = 6 * 3 * 16 << 10;
    static final long SNAPSHOT_BYTES = 3 * 3 * 16 << 10;

    private final Kernel kernel;
    private final TxGroups txgs;
    private final Space space;
    private final Version version;

    Tasks(Kernel kernel, TxGroups txgs, Space space, Version version) {
        this.kernel = kernel;
        this.txgs = txgs;
        this.space = space;
        this.version = version;
    }

    /// Waits for the transaction group in which the change is done whole or refused.
    Errno run(Supplier<Errno> change) {
        return txgs.run(new SyncTask(() -> { }, change));
    }

    /// The same, and the pool's log tells of it once it is done.
    ///
    /// @param detail what the log says behind the name, or empty
    Errno run(String action, String name, String detail, Supplier<Errno> change) {
        return run(() -> logged(action, name, detail, change.get()));
    }

    Errno logged(String action, String name, String detail, Errno answer) {
        if (answer.ok()) {
            kernel.log().internal(kernel.clock().epochSeconds(), txgs.syncing(), action, name, detail);
        }
        return answer;
    }

    /// As the first, with the datasets as they are when the group closes.
    Errno run(List<String> datasets, Function<Capture, Errno> change) {
        Capture capture = new Capture(datasets);
        return txgs.run(new SyncTask(() -> capture.take(kernel, txgs.open()), () -> change.apply(capture)));
    }

    boolean full(Space.Class who, long needed) {
        return kernel.root().used + needed > space.limit(who);
    }

    /// Renames, properties and the like: half the slop is theirs, except on zfs-fuse.
    boolean fullForAdmin() {
        return full(version.fullPoolAdmin() ? Space.Class.RESERVED : Space.Class.NORMAL, SNAPSHOT_BYTES);
    }

    Space space() {
        return space;
    }

    Version version() {
        return version;
    }

    /// Blocks of something that was destroyed are free: at once, or in the groups to come.
    void release(long bytes) {
        if (version.asyncDestroy() && bytes > 0) {
            space.queue(bytes);
        } else {
            space.freed(bytes);
        }
    }
}
