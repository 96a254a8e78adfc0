package enospc.pool.sim;

import enospc.world.Chance;
import enospc.world.Clock;
import java.util.ArrayList;
import java.util.List;

/// Transaction groups: one open, at most one closed and waiting, at most one being written (txg.c).
///
/// No lane of its own: whoever looks first brings everything up to date that was over by then, so [#catchUp] must be
/// called after each sleep and before any reading.
final class TxGroups {

    /// Groups that can hold pending changes at one time; three are in use.
    static final int SLOTS = 4;

    /// What happens to the data of a group.
    interface Settling {
        /// Whether the open group has anything to write.
        boolean dirty(long txg);

        /// Bytes that the group writes, for the time it takes.
        long bytesOf(long txg);

        /// The group is on disk: charges what it wrote and freed.
        void settle(long txg);

        /// The tasks of the group are done, too.
        void over(long txg);

        /// Whether blocks wait to be freed by the next groups, which then follow at once.
        boolean freeing();
    }

    private final Clock clock;
    private final Chance chance;
    private final Spread sync;
    private final long bandwidth;
    private final long timeoutNanos;
    private final boolean opensTxgs;
    private final Settling settling;
    private final List<List<SyncTask>> tasks = new ArrayList<>();

    private long open = 4;
    private long quiesced;
    private long syncing;
    private long synced = 3;
    private long wanted;
    private long lastStart;
    /// When the next sync begins or ends.
    private long due;
    private int factor = 1;

    TxGroups(Clock clock, Chance chance, Version version, Profile profile, Settling settling) {
        this.clock = clock;
        this.chance = chance;
        this.sync = profile.sync();
        this.bandwidth = profile.syncBandwidth();
        this.timeoutNanos = version.timeoutSeconds() * 1_000_000_000L;
        this.opensTxgs = version.opensTxgs();
        this.settling = settling;
        this.lastStart = clock.nanos();
        this.due = lastStart + timeoutNanos;
        for (int slot = 0; slot < SLOTS; slot++) {
            tasks.add(new ArrayList<>());
        }
    }

    /// The group that takes changes now.
    long open() {
        return open;
    }

    /// The newest group on disk.
    long synced() {
        return synced;
    }

    static int slot(long txg) {
        return (int) (txg & (SLOTS - 1));
    }

    /// Does what was due by now: ends and begins syncs, at the times they were due.
    void catchUp() {
        long now = clock.nanos();
        while (due <= now) {
            if (syncing != 0) {
                long ended = due;
                finish();
                next(ended);
            } else if (settling.dirty(open) || !tasks.get(slot(open)).isEmpty()) {
                start(quiesce(), due);
            } else {
                skipIdle(now);
            }
        }
    }

    /// Groups with nothing in them, one each timeout: only their number changes.
    private void skipIdle(long now) {
        long idle = (now - lastStart) / timeoutNanos;
        lastStart += idle * timeoutNanos;
        due = lastStart + timeoutNanos;
        open += idle;
        synced += idle;
    }

    private void next(long at) {
        if (quiesced != 0) {
            long txg = quiesced;
            quiesced = 0;
            start(txg, at);
        } else if (wanted > synced || settling.freeing()) {
            start(quiesce(), at);
        }
    }

    /// Closes the open group and opens the next.
    private long quiesce() {
        for (SyncTask task : tasks.get(slot(open))) {
            task.quiesce();
        }
        return open++;
    }

    private void start(long txg, long at) {
        syncing = txg;
        lastStart = at;
        due = at + factor
                * Math.max(1, sync.draw(chance) + settling.bytesOf(txg) * 1_000_000_000L / bandwidth);
    }

    /// Each group from the next on takes so many times as long.
    void slow(int factor) {
        this.factor = factor;
    }

    /// Data first, tasks last, so that a task sees the space that its group has freed (dsl_pool.c).
    private void finish() {
        long txg = syncing;
        settling.settle(txg);
        List<SyncTask> queued = tasks.get(slot(txg));
        for (int i = 0; i < queued.size(); i++) {
            queued.get(i).sync();
        }
        queued.clear();
        settling.over(txg);
        syncing = 0;
        synced = txg;
        due = lastStart + timeoutNanos;
    }

    /// Waits until the group `txg` is on disk, and makes that happen soon (`txg_wait_synced`).
    void awaitSynced(long txg) {
        clock.sleepWhile(() -> syncedNanos(txg));
    }

    /// Waits until the open group is closed, not until it is on disk (`txg_wait_open`).
    void awaitOpen() {
        catchUp();
        long txg = restartTxg();
        clock.sleepWhile(() -> {
            catchUp();
            return restartNanos(txg);
        });
    }

    private long syncedNanos(long txg) {
        catchUp();
        if (synced >= txg) {
            return clock.nanos();
        }
        pushTo(txg);
        return due;
    }

    private void pushTo(long txg) {
        wanted = Math.max(wanted, txg);
        if (syncing == 0) {
            start(quiesce(), clock.nanos());
        }
    }

    /// The group that a transaction refused now waits for (`dmu_tx_wait`): since 0.7 the next to be on disk; before,
    /// the next to open (`txg_wait_open`), which is up to three groups for each that has anything in it. Of the groups
    /// as they are: [#catchUp] before.
    long restartTxg() {
        return opensTxgs ? open + 1 : synced + 1;
    }

    /// Sets going what brings that group about; [#catchUp] before.
    ///
    /// @return the time to sleep until and to ask here again; now, if it has come
    long restartNanos(long txg) {
        while ((opensTxgs ? open : synced) < txg) {
            if (syncing == 0) {
                start(quiesce(), clock.nanos());
            } else if (opensTxgs && quiesced == 0) {
                quiesced = quiesce();
            } else {
                return due;
            }
        }
        return clock.nanos();
    }

    /// Runs a change in the open group and waits until that is on disk; one that is refused at once makes no group.
    Errno run(SyncTask task) {
        catchUp();
        Errno first = task.ask();
        if (!first.ok()) {
            return first;
        }
        tasks.get(slot(open)).add(task);
        awaitSynced(open);
        return task.result();
    }

    /// The group that is being written to disk, or 0.
    long syncing() {
        return syncing;
    }

    /// Closes the open group soon: it holds as much as one may.
    void push() {
        pushTo(open);
    }
}
