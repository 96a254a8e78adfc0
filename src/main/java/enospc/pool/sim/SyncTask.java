package enospc.pool.sim;

/// An administrative change as the kernel does it: all of it, in the syncing of one transaction group, or none.
///
/// It is checked twice, when it is asked for and again in its group (dsl_synctask.c, `dsl_sync_task_common`). What the
/// first check refuses is refused at once, and no group is waited for. Once queued it happens, whether or not the
/// process that asked for it still lives: seen with 4 of 4 killed clients.
final class SyncTask {

    /// Whether the change may be made, of the pool as it is.
    @FunctionalInterface
    interface Check {
        /// @param syncing in the change's own group; before, a check may leave a part to that
        Errno of(boolean syncing);
    }

    private final Check check;
    private final Runnable atQuiesce;
    private final Runnable change;
    private Errno result = Errno.ERESTART;

    SyncTask(Check check, Runnable atQuiesce, Runnable change) {
        this.check = check;
        this.atQuiesce = atQuiesce;
        this.change = change;
    }

    /// What the first check says, when it is asked for.
    Errno ask() {
        return check.of(false);
    }

    /// The group is closed: what is written from now on belongs to the next.
    void quiesce() {
        atQuiesce.run();
    }

    void sync() {
        result = check.of(true);
        if (result.ok()) {
            change.run();
        }
    }

    /// What came of it; ERESTART as long as its group has not synced.
    Errno result() {
        return result;
    }
}
