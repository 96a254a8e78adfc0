package enospc.pool.sim;

import java.util.function.Supplier;

/// An administrative change as the kernel does it: all of it, in the syncing of one transaction group, or none.
///
/// Once queued it happens, whether or not the process that asked for it still lives: seen with 4 of 4 killed clients.
final class SyncTask {

    private final Runnable atQuiesce;
    private final Supplier<Errno> change;
    private Errno result = Errno.ERESTART;

    SyncTask(Runnable atQuiesce, Supplier<Errno> change) {
        this.atQuiesce = atQuiesce;
        this.change = change;
    }

    /// The group is closed: what is written from now on belongs to the next.
    void quiesce() {
        atQuiesce.run();
    }

    void sync() {
        result = change.get();
    }

    /// What came of it; ERESTART as long as its group has not synced.
    Errno result() {
        return result;
    }
}
