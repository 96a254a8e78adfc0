package enospc.pool.sim;

import enospc.pool.Image;
import java.util.function.LongSupplier;

/// One program unpacking one image into one dataset, transaction by transaction.
///
/// Far from every limit, many files go in one step, and the sums are those of the single calls; near one, each system
/// call asks for admission by itself. Its own time is paid in slices, and other lanes run in each. It is a condition
/// that its lane sleeps on, and does its calls when it is asked: so none of its many waits costs a switch of lanes.
final class Extraction implements LongSupplier {

    /// The program's own time runs up to this much before others see it pass.
    static final long SLICE_NANOS = 100_000_000;

    private static final long NONE = -1;

    private final Kernel kernel;
    private final Profile profile;
    private final Node node;
    private final Copier copier;
    private final Hand hand;
    private final Image image;
    private final Bulk bulk;
    private final FileCopy calls;
    private Unpacked unpacked;
    private int file;
    private long streamBytes;
    private long owedNanos;
    /// What it waits for: its own time to pass, or a transaction group.
    private long paidUntil = NONE;
    private long txg = NONE;
    private int refused;
    private Errno first = Errno.OK;
    /// ERESTART as long as it is at work.
    private Errno ending = Errno.ERESTART;

    /// @param hand by which others can end or stop it
    Extraction(Kernel kernel, Node node, Image image, Copier copier, Hand hand) {
        this.kernel = kernel;
        this.profile = kernel.profile();
        this.node = node;
        this.image = image;
        this.copier = copier;
        this.hand = hand;
        this.bulk = new Bulk(kernel, node);
        this.calls = new FileCopy(kernel, node, copier);
    }

    /// Files of which a call was refused.
    int refused() {
        return refused;
    }

    /// Files that it has dealt with.
    int files() {
        return file;
    }

    /// Runs to the end, to the first error if the program stops there, or to the deadline.
    ///
    /// @return OK; else the first refusal; EINTR if it was ended at its deadline
    Errno run() {
        own();
        kernel.clock().sleepWhile(this);
        kernel.release(node);
        return node.destroyed ? Errno.ENOENT : ending;
    }

    /// Does what it can without waiting.
    ///
    /// @return when to ask again; now, if it has ended
    @Override
    public long getAsLong() {
        long now = kernel.clock().nanos();
        kernel.catchUp();
        while (ending == Errno.ERESTART) {
            long until = waitsUntil();
            if (until <= now && hand.stopped() && now < hand.deadlineNanos()) {
                until = now + Hand.LOOKS_NANOS;
            }
            if (until > now) {
                node.hold(until);
                return until;
            }
            if (txg != NONE && now < hand.deadlineNanos() && calls.waitsAgain()) {
                restart();                                // most of those that wait do, for many groups
            } else {
                ending = goOn(now);
            }
        }
        return now;
    }

    private long waitsUntil() {
        if (paidUntil != NONE) {
            return paidUntil;
        }
        return txg != NONE ? kernel.gate().restartNanos(txg) : 0;
    }

    private Errno goOn(long now) {
        if (paidUntil != NONE || txg != NONE) {
            boolean over = paidUntil != NONE && file == unpacked.count;
            paidUntil = NONE;
            txg = NONE;
            own();
            if (now >= hand.deadlineNanos()) {
                return Errno.EINTR;
            }
            if (over) {
                return first;
            }
        }
        return files(now);
    }

    /// Copies files until it has to wait.
    private Errno files(long now) {
        while (file < unpacked.count) {
            int many = calls.busy() ? 0 : bulk.admitted(unpacked, file);
            if (many > 0) {
                fill(many);
            } else {
                Errno answer = oneFile();
                if (answer == Errno.ENOENT) {
                    return answer;
                }
                if (answer == Errno.ERESTART) {
                    return owedNanos > 0 ? pay(now) : restart();
                }
            }
            if (owedNanos >= SLICE_NANOS) {
                return pay(now);
            }
        }
        return pay(now);
    }

    private void fill(int many) {
        long bytes = unpacked.bytesOf(file);
        bulk.fill(unpacked, file, many);
        streamBytes += many * (copier.headerBytes() + bytes);
        owedNanos += many * profile.copyNanos(bytes);
        file += many;
    }

    private Errno oneFile() {
        if (!calls.busy()) {
            calls.begin(unpacked, file, streamBytes + copier.headerBytes());
        }
        Errno answer = calls.goOn(unpacked);
        if (answer != Errno.ERESTART && answer != Errno.ENOENT) {
            streamBytes += copier.headerBytes() + unpacked.bytesOf(file);
            owedNanos += calls.nanos();
            file++;
            if (!answer.ok()) {
                first = first.ok() ? answer : first;
                refused++;
                file = copier.stops() ? unpacked.count : file;
            }
        }
        return answer;
    }

    private Errno restart() {
        txg = kernel.gate().restartTxg();
        return Errno.ERESTART;
    }

    /// Lets the program's time pass, at most to its deadline.
    private Errno pay(long now) {
        paidUntil = Math.min(now + owedNanos, Math.max(now, hand.deadlineNanos()));
        owedNanos = 0;
        return Errno.ERESTART;
    }

    /// The content may have been shared by a snapshot meanwhile: each change goes to one of our own.
    private void own() {
        Content before = node.content;
        if (node.own() != before || unpacked == null) {
            unpacked = node.content.of(image, node.birth);
        }
    }
}
