package enospc.pool.sim;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

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

    /// Waits for the transaction group in which the change is done whole or refused, unless it is refused at once.
    Errno run(SyncTask.Check check, Runnable change) {
        return txgs.run(new SyncTask(check, () -> { }, change));
    }

    /// The same, and the pool's log tells of it once it is done.
    ///
    /// @param detail what the log says behind the name, or empty
    Errno run(String action, String name, String detail, SyncTask.Check check, Runnable change) {
        return run(check, () -> {
            change.run();
            log(action, name, detail);
        });
    }

    /// As the first, with the datasets as they are when the group closes.
    Errno run(List<String> datasets, SyncTask.Check check, Consumer<Capture> change) {
        Capture capture = new Capture(datasets);
        return txgs.run(new SyncTask(check, () -> capture.take(kernel, txgs.open()), () -> change.accept(capture)));
    }

    void log(String action, String name, String detail) {
        kernel.log().internal(kernel.clock().epochSeconds(), txgs.syncing(), action, name, detail);
    }

    /// A check of snapshots: on OpenZFS all of it is left to the group (dsl_dataset.c, dsl_userhold.c, dsl_destroy.c);
    /// zfs-fuse asks twice.
    SyncTask.Check ofSnapshots(SyncTask.Check check) {
        return syncing -> syncing || version.isFuse() ? check.of(syncing) : Errno.OK;
    }

    /// One group of tasks is refused if one of them is: on zfs-fuse all are asked, and the last refusal counts
    /// (dsl_synctask.c, `dsl_sync_task_group_wait`); on OpenZFS the first ends it.
    Errno each(List<String> names, Function<String, Errno> check) {
        Errno answer = Errno.OK;
        for (String name : names) {
            Errno one = check.apply(name);
            answer = one.ok() ? answer : one;
            if (!answer.ok() && !version.isFuse()) {
                return answer;
            }
        }
        return answer;
    }

    /// Whether the pool has no room for what a change writes about itself: only asked in its group.
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
