package enospc.pool.sim;

import enospc.pool.Contents;
import enospc.pool.Image;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import java.time.Duration;
import java.util.List;

/// Commands about what lies in a dataset: it is mounted, unmounted, changed, and filled.
final class Contained {

    /// A run is over long before that.
    private static final Duration FILLING = Duration.ofDays(1);

    private final Kernel kernel;
    private final Profile profile;
    private final Copies copies;

    Contained(Kernel kernel, Profile profile, Copies copies) {
        this.kernel = kernel;
        this.profile = profile;
        this.copies = copies;
    }

    Reply mount(String name) {
        long nanos = kernel.draw(profile.mount());
        kernel.pause(nanos - nanos / 4);
        if (!kernel.has(name)) {
            return Refusal.absent(name);
        }
        Node node = kernel.node(name);
        if (node.mounted) {
            return new Reply.Refused(Why.EXISTS, "cannot mount '" + name + "': filesystem already mounted");
        }
        Errno answer = Mounts.mount(kernel, node);
        if (!answer.ok()) {
            return Refusal.of(answer, "cannot mount '" + name + "': failed to create mountpoint: " + answer.text());
        }
        kernel.pause(nanos / 4);
        return Reply.Done.DONE;
    }

    Reply unmount(String name) {
        long nanos = kernel.draw(profile.mount());
        kernel.pause(nanos - nanos / 4);
        if (!kernel.has(name)) {
            return Refusal.absent(name);
        }
        Errno answer = Mounts.unmount(kernel, kernel.node(name));
        if (answer == Errno.EINVAL) {
            return new Reply.Refused(Why.ABSENT, "cannot unmount '" + name + "': not currently mounted");
        }
        if (!answer.ok()) {
            return Refusal.busy("cannot unmount '" + name + "': pool or dataset is busy");
        }
        kernel.pause(nanos / 4);
        return Reply.Done.DONE;
    }

    Reply chmod(String name) {
        kernel.pause(profile.callNanos());
        if (!kernel.has(name) || !kernel.node(name).mounted) {
            return new Reply.Refused(Why.ABSENT, "chmod: cannot access '" + name + "': not mounted");
        }
        boolean netfree = kernel.version().attributesAreFree();
        Errno answer = kernel.gate().admit(kernel.node(name), 512, netfree, Long.MAX_VALUE);
        return answer.ok() ? Reply.Done.DONE : Refusal.of(answer, "chmod: changing permissions: " + answer.text());
    }

    Reply unpack(Image image, String name, Duration deadline, Copier copier) {
        long ends = kernel.clock().nanos() + deadline.toNanos();
        kernel.pause(Math.min(kernel.draw(profile.read()), deadline.toNanos()));
        if (!kernel.has(name) || !kernel.node(name).mounted) {
            return new Reply.Refused(Why.ABSENT, copier.name() + ": " + name + " is not mounted");
        }
        Hand hand = copies.begin(ends);
        long txg = kernel.txg();
        Extraction extraction = new Extraction(kernel, kernel.node(name), image, copier, hand);
        Errno answer = extraction.run();
        copies.end();
        return switch (answer) {
            case OK -> Reply.Done.DONE;
            case EINTR -> hand.killed() ? new Reply.Refused(Why.OTHER, copier.name() + ": killed by signal 9")
                    : new Reply.Refused(Why.DEADLINE, copier.name() + ": " + how(hand, extraction, txg));
            case EDQUOT, ENOSPC -> Refusal.of(answer, copier.name() + ": " + answer.text() + ", "
                    + extraction.refused() + " files failed");
            default -> Refusal.of(answer, copier.name() + ": " + answer.text());
        };
    }

    /// As one file in whole records, which no deadline ends.
    Reply fill(String name, long bytes) {
        return unpack(new Image("ballast", Contents.hex("ballast"), Image.Format.SQUASHFS, 0,
                List.of(new Image.Files(1, bytes))), name, FILLING, Copier.UNSQUASHFS);
    }

    /// How it was when it was ended, from the kernel's own counters: what a real run finds out by two readings.
    private String how(Hand hand, Extraction extraction, long txgBefore) {
        long millis = (kernel.clock().nanos() - hand.begunNanos()) / 1_000_000;
        long groups = kernel.txg() - txgBefore;
        String moves = hand.stopped() || groups == 0 && extraction.files() == 0 ? "hung" : "stalled";
        return "ended " + (hand.ended() ? "by its guard " : "") + "after " + millis + " ms; " + moves + ": "
                + groups + " transaction groups and " + extraction.files() + " files in that time"
                + (hand.stopped() ? ", and it was stopped" : "");
    }
}
