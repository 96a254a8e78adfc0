package enospc.pool.sim;

import enospc.world.Clock;
import java.util.function.LongSupplier;

/// The one gate that every write transaction passes: it is let in, refused, or told to wait for a transaction group and
/// to ask again.
final class Gate {

    private final Clock clock;
    private final TxGroups txgs;
    private final Admission admission;
    private long waits;

    Gate(Clock clock, TxGroups txgs, Admission admission) {
        this.clock = clock;
        this.txgs = txgs;
        this.admission = admission;
    }

    /// How often a transaction was told to wait.
    long waits() {
        return waits;
    }

    /// One transaction asks to be let in, and waits as often as it is told to.
    ///
    /// @param bytes         it may write at most, before inflation
    /// @param netfree       it ends with less space used: no quota stops it
    /// @param deadlineNanos a process that waits past it is ended, at the end of that wait: the wait cannot be broken
    /// @return OK, EDQUOT, ENOSPC; EINTR past the deadline; ENOENT if the dataset went away
    Errno admit(Node node, long bytes, boolean netfree, long deadlineNanos) {
        return admit(node, bytes, netfree, netfree, deadlineNanos);
    }

    /// @param unreferences it ends with less referenced: no refquota stops it
    Errno admit(Node node, long bytes, boolean netfree, boolean unreferences, long deadlineNanos) {
        txgs.catchUp();
        Errno answer = answer(node, bytes, netfree, unreferences);
        if (answer == Errno.ERESTART) {
            Waiter waiter = new Waiter(node, bytes, netfree, unreferences, deadlineNanos);
            clock.sleepWhile(waiter);
            answer = waiter.answer;
        }
        return answer;
    }

    /// A transaction that was told to wait: after each wait it asks again, until it is let in or refused.
    private final class Waiter implements LongSupplier {

        private final Node node;
        private final long bytes;
        private final boolean netfree;
        private final boolean unreferences;
        private final long deadlineNanos;
        private long txg = restartTxg();
        private Errno answer = Errno.ERESTART;

        Waiter(Node node, long bytes, boolean netfree, boolean unreferences, long deadlineNanos) {
            this.node = node;
            this.bytes = bytes;
            this.netfree = netfree;
            this.unreferences = unreferences;
            this.deadlineNanos = deadlineNanos;
        }

        @Override
        public long getAsLong() {
            long now = clock.nanos();
            txgs.catchUp();
            while (true) {
                long until = txgs.restartNanos(txg);
                if (until > now) {
                    node.hold(until);
                    return until;
                }
                answer = now >= deadlineNanos ? Errno.EINTR : answer(node, bytes, netfree, unreferences);
                if (answer != Errno.ERESTART) {
                    return now;
                }
                txg = restartTxg();
            }
        }
    }

    /// One transaction asks once; ERESTART means that it must wait: see [#awaitRestart].
    Errno ask(Node node, long bytes, boolean netfree, boolean unreferences) {
        txgs.catchUp();
        return answer(node, bytes, netfree, unreferences);
    }

    /// The same with the pool up to date.
    Errno answer(Node node, long bytes, boolean netfree, boolean unreferences) {
        return node.destroyed ? Errno.ENOENT : admission.check(node, bytes, netfree, unreferences);
    }

    /// Waits for what a transaction that was told to wait waits for.
    void awaitRestart(Node node) {
        txgs.catchUp();
        long txg = restartTxg();
        clock.sleepWhile(() -> {
            txgs.catchUp();
            long until = txgs.restartNanos(txg);
            if (until > clock.nanos()) {
                node.hold(until);
            }
            return until;
        });
    }

    /// The group that a transaction told to wait now waits for, see [#restartNanos]; with the pool up to date.
    long restartTxg() {
        waits++;
        return txgs.restartTxg();
    }

    /// Sets going what brings that group about; with the pool up to date.
    ///
    /// @return the time to sleep until and to ask here again; now, if it has come
    long restartNanos(long txg) {
        return txgs.restartNanos(txg);
    }
}
