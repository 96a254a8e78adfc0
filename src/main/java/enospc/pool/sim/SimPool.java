package enospc.pool.sim;

import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import enospc.world.Clock;
import enospc.world.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The embedded pool: ZFS in memory and in virtual time, answering commands as data.
///
/// `doc/simulation.md` says which behaviours it has, each with its source, and where it lies. Every command takes its
/// time before and after its effect, and waits for the transaction groups that the real one waits for; a lane killed
/// in one of these waits leaves the effect whole or absent. For one lane at a time.
public final class SimPool implements Pool {

    private static final Reply DONE = Reply.Done.DONE;

    private final Kernel kernel;
    private final Profile profile;

    /// @param sizeBytes of the file that the pool would be made on; what is usable is less (doc/simulation.md)
    public SimPool(Clock clock, Seed seed, Version version, Profile profile, String poolName, long sizeBytes) {
        this.kernel = new Kernel(clock, seed, version, profile, poolName, sizeBytes);
        this.profile = profile;
    }

    /// The pool beneath, for whoever measures it.
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public Reply run(Command command) {
        return switch (command) {
            case Command.Get get -> get(get.name());
            case Command.ListAll list -> listAll(list.name());
            case Command.Digest digest -> digest(digest.name());
            case Command.Mount mount -> mount(mount.name());
            case Command.Unmount unmount -> unmount(unmount.name());
            case Command.Chmod chmod -> chmod(chmod.name());
            case Command.Unsquash unpack ->
                    unpack(unpack.image(), unpack.name(), unpack.deadline(), Copier.UNSQUASHFS);
            case Command.Pipe pipe -> unpack(pipe.image(), pipe.name(), pipe.deadline(), Copier.TAR);
            case Command.Create create -> admin(() -> create(create));
            case Command.Destroy destroy -> admin(() -> destroy(destroy));
            case Command.Snapshot snapshot -> admin(() -> snapshot(snapshot.name()));
            case Command.Clone clone -> admin(() -> cloneOf(clone));
            case Command.Rename rename -> admin(() -> rename(rename));
            case Command.Set set -> admin(() -> set(set));
            case Command.Sync sync -> admin(() -> sync(sync.name()));
        };
    }

    /// One part of a command's own time before its effect, the rest after it.
    private Reply admin(Step step) {
        long nanos = kernel.draw(profile.admin());
        kernel.pause(nanos - nanos / 4);
        Reply reply = step.run();
        kernel.pause(nanos / 4);
        return reply;
    }

    private interface Step {
        Reply run();
    }

    private Reply get(String name) {
        kernel.pause(kernel.draw(profile.read()));
        if (name.indexOf('@') >= 0) {
            Snap snap = kernel.snap(name);
            return new Reply.Found(snap.exists() ? List.of(reading(snap)) : List.of());
        }
        return new Reply.Found(kernel.has(name) ? List.of(reading(kernel.node(name))) : List.of());
    }

    /// One call for each dataset, with others running in between: what it shows need not have been true at one time.
    private Reply listAll(String name) {
        kernel.pause(kernel.draw(profile.read()));
        if (!kernel.has(name)) {
            return new Reply.Found(List.of());
        }
        List<Dataset> found = new ArrayList<>();
        if (name.indexOf('@') >= 0) {
            found.add(reading(kernel.snap(name)));
        } else {
            list(kernel.node(name), found);
        }
        kernel.pause(found.size() * profile.listNanos() / 2);
        return new Reply.Found(found);
    }

    private void list(Node node, List<Dataset> found) {
        found.add(reading(node));
        for (int i = 0; i < node.snaps.size(); i++) {
            found.add(reading(node.snaps.get(i)));
        }
        for (int i = 0; i < node.children.size(); i++) {
            list(node.children.get(i), found);
        }
    }

    private Dataset reading(Node node) {
        return new Dataset(node.name(), node.origin.name(), node.used, kernel.available(node), node.referenced,
                node.quota, node.reserved, node.mounted, kernel.user(node));
    }

    private Dataset reading(Snap snap) {
        return new Dataset(snap.name(), "", snap.unique, 0, snap.referenced, 0, 0, false, kernel.user(snap));
    }

    private Reply digest(String name) {
        kernel.pause(kernel.draw(profile.read()));
        if (!kernel.has(name)) {
            return absent(name);
        }
        Content content = name.indexOf('@') < 0 ? kernel.node(name).content : kernel.snap(name).content;
        return new Reply.Digested(content.digest());
    }

    private Reply mount(String name) {
        long nanos = kernel.draw(profile.mount());
        kernel.pause(nanos - nanos / 4);
        if (!kernel.has(name)) {
            return absent(name);
        }
        Node node = kernel.node(name);
        if (node.mounted) {
            return new Reply.Refused(Why.EXISTS, "cannot mount '" + name + "': filesystem already mounted");
        }
        Errno answer = Mounts.mount(kernel, node);
        if (!answer.ok()) {
            return refused(answer, "cannot mount '" + name + "': failed to create mountpoint: " + answer.text());
        }
        kernel.pause(nanos / 4);
        return DONE;
    }

    private Reply unmount(String name) {
        long nanos = kernel.draw(profile.mount());
        kernel.pause(nanos - nanos / 4);
        if (!kernel.has(name)) {
            return absent(name);
        }
        Errno answer = Mounts.unmount(kernel, kernel.node(name));
        if (answer == Errno.EINVAL) {
            return new Reply.Refused(Why.ABSENT, "cannot unmount '" + name + "': not currently mounted");
        }
        if (!answer.ok()) {
            return busy("cannot unmount '" + name + "': pool or dataset is busy");
        }
        kernel.pause(nanos / 4);
        return DONE;
    }

    private Reply chmod(String name) {
        kernel.pause(profile.callNanos());
        if (!kernel.has(name) || !kernel.node(name).mounted) {
            return new Reply.Refused(Why.ABSENT, "chmod: cannot access '" + name + "': not mounted");
        }
        Errno answer = kernel.admit(kernel.node(name), 512, kernel.version().attributesAreFree(), Long.MAX_VALUE);
        return answer.ok() ? DONE : refused(answer, "chmod: changing permissions: " + answer.text());
    }

    private Reply unpack(Image image, String name, Duration deadline, Copier copier) {
        long ends = kernel.clock().nanos() + deadline.toNanos();
        kernel.pause(Math.min(kernel.draw(profile.read()), deadline.toNanos()));
        if (!kernel.has(name) || !kernel.node(name).mounted) {
            return new Reply.Refused(Why.ABSENT, copier.name() + ": " + name + " is not mounted");
        }
        Extraction extraction = new Extraction(kernel, kernel.node(name), image, copier, ends);
        Errno answer = extraction.run();
        return switch (answer) {
            case OK -> DONE;
            case EINTR -> new Reply.Refused(Why.DEADLINE,
                    copier.name() + ": ended after " + deadline.toMillis() + " ms");
            case EDQUOT, ENOSPC -> refused(answer, copier.name() + ": " + answer.text() + ", "
                    + extraction.refused() + " files failed");
            default -> refused(answer, copier.name() + ": " + answer.text());
        };
    }

    private Reply create(Command.Create create) {
        String name = create.name();
        Reply before = place("create", name);
        if (!before.done()) {
            return before;
        }
        Errno answer = kernel.changes().create(name);
        if (!answer.ok()) {
            return notCreated(name, answer);
        }
        for (Map.Entry<String, String> each : create.properties().entrySet()) {
            answer = setTo(name, each.getKey(), each.getValue());
            if (!answer.ok()) {
                kernel.changes().destroy(name);
                return new Reply.Refused(answer == Errno.EINVAL ? Why.INVALID : Why.ENOSPC,
                        "cannot create '" + name + "': " + (answer == Errno.EINVAL ? "bad value" : "out of space"));
            }
        }
        return DONE;
    }

    /// What `zfs` finds out before it asks the kernel.
    private Reply place(String verb, String name) {
        int slash = name.lastIndexOf('/');
        if (slash < 0) {
            return new Reply.Refused(Why.INVALID, "cannot " + verb + " '" + name + "': missing dataset name");
        }
        if (kernel.has(name)) {
            return notCreated(name, Errno.EEXIST);
        }
        return kernel.has(name.substring(0, slash)) ? DONE : notCreated(name, Errno.ENOENT);
    }

    private static Reply notCreated(String name, Errno answer) {
        return refused(answer, "cannot create '" + name + "': " + switch (answer) {
            case EEXIST -> "dataset already exists";
            case ENOENT -> "parent does not exist";
            case ENOSPC, EDQUOT -> "out of space";
            default -> answer.text();
        });
    }

    private Reply destroy(Command.Destroy destroy) {
        String name = destroy.name();
        if (!kernel.has(name)) {
            return absent(name);
        }
        if (name.indexOf('@') >= 0) {
            return destroySnap(name, destroy.recursive());
        }
        Node node = kernel.node(name);
        if (!destroy.recursive() && !(node.children.isEmpty() && node.snaps.isEmpty())) {
            return new Reply.Refused(Why.DEPENDENTS, "cannot destroy '" + name + "': filesystem has children");
        }
        if (clonedOutside(node, node)) {
            return new Reply.Refused(Why.DEPENDENTS, "cannot destroy '" + name + "': filesystem has dependent clones");
        }
        return destroyTree(name);
    }

    private static boolean clonedOutside(Node node, Node top) {
        return node.snaps.stream().flatMap(snap -> snap.clones.stream()).anyMatch(clone -> !clone.isWithin(top))
                || node.children.stream().anyMatch(child -> clonedOutside(child, top));
    }

    /// Children first, clones before what they came from; each dataset by itself, and the rest goes on after a refusal.
    private Reply destroyTree(String name) {
        Reply worst = DONE;
        if (!kernel.has(name)) {
            return DONE;
        }
        for (String child : kernel.node(name).children.stream().map(Node::name).toList().reversed()) {
            Reply reply = destroyTree(child);
            worst = worst.done() ? reply : worst;
        }
        for (String snap : snapsOf(name)) {
            Reply reply = destroySnap(snap, true);
            worst = worst.done() ? reply : worst;
        }
        Reply own = worst.done() ? destroyHead(name) : DONE;
        return worst.done() ? own : worst;
    }

    private List<String> snapsOf(String name) {
        return kernel.has(name) ? kernel.node(name).snaps.stream().map(Snap::name).toList() : List.of();
    }

    private Reply destroyHead(String name) {
        if (!kernel.has(name)) {
            return DONE;
        }
        Node node = kernel.node(name);
        if (node.mounted && !Mounts.unmount(kernel, node).ok()) {
            return busy("cannot unmount '" + name + "': pool or dataset is busy");
        }
        Errno answer = kernel.changes().destroy(name);
        return answer.ok() ? DONE : refused(answer, "cannot destroy '" + name + "': " + switch (answer) {
            case ENOENT -> "dataset does not exist";
            case EEXIST -> "dataset already exists";
            default -> "dataset is busy";
        });
    }

    private Reply destroySnap(String name, boolean recursive) {
        if (!kernel.has(name)) {
            return recursive ? DONE : absent(name);
        }
        if (recursive) {
            for (String clone : kernel.snap(name).clones.stream().map(Node::name).toList()) {
                Reply reply = destroyTree(clone);
                if (!reply.done()) {
                    return reply;
                }
            }
        }
        Errno answer = kernel.changes().destroySnap(name, false);
        return switch (answer) {
            case OK -> DONE;
            case EDEPENDENTS -> new Reply.Refused(Why.DEPENDENTS,
                    "cannot destroy '" + name + "': snapshot has dependent clones");
            default -> refused(answer, "cannot destroy '" + name + "': "
                    + (answer == Errno.ENOENT ? "dataset does not exist" : "dataset is busy"));
        };
    }

    private Reply snapshot(String name) {
        int at = name.indexOf('@');
        if (at < 0) {
            return new Reply.Refused(Why.INVALID, "cannot create snapshot '" + name + "': missing '@' delimiter");
        }
        String dataset = name.substring(0, at);
        if (!kernel.has(dataset)) {
            return absent(dataset);
        }
        Errno answer = kernel.has(name) ? Errno.EEXIST
                : kernel.changes().snapshot(List.of(dataset), name.substring(at + 1));
        return answer.ok() ? DONE : refused(answer, "cannot create snapshot '" + name + "': " + switch (answer) {
            case EEXIST -> "dataset already exists";
            case ENOENT -> "dataset does not exist";
            default -> "out of space";
        });
    }

    private Reply cloneOf(Command.Clone clone) {
        if (!kernel.has(clone.snapshot())) {
            return absent(clone.snapshot());
        }
        Reply before = place("create", clone.name());
        if (!before.done()) {
            return before;
        }
        Errno answer = kernel.changes().clone(clone.snapshot(), clone.name());
        if (answer == Errno.ENOENT && !kernel.has(clone.snapshot())) {
            return absent(clone.snapshot());
        }
        return answer.ok() ? DONE : notCreated(clone.name(), answer);
    }

    private Reply rename(Command.Rename rename) {
        String name = rename.name();
        if (!kernel.has(name)) {
            return absent(name);
        }
        Node node = kernel.node(name);
        Errno answer = place("rename", rename.to()) instanceof Reply.Refused(Why why, String text)
                ? why == Why.EXISTS ? Errno.EEXIST : Errno.ENOENT
                : Mounts.renamed(kernel, node, rename.to());
        return switch (answer) {
            case OK -> DONE;
            case ENOENT -> kernel.has(name) ? refused(answer, "cannot create '" + rename.to()
                    + "': parent does not exist") : absent(name);
            case EEXIST -> refused(answer, "cannot rename '" + name + "': dataset already exists");
            case EBUSY -> busy("cannot rename '" + name + "': dataset is busy");
            default -> refused(answer, "cannot rename '" + name + "': "
                    + (answer == Errno.ENOSPC ? "out of space" : answer.text()));
        };
    }

    private Reply set(Command.Set set) {
        if (!kernel.has(set.name())) {
            return absent(set.name());
        }
        Errno answer = setTo(set.name(), set.property(), set.value());
        return answer.ok() ? DONE : refused(answer, "cannot set property for '" + set.name() + "': " + switch (answer) {
            case ENOSPC -> Properties.isSpace(set.property())
                    ? "size is less than current used or reserved space" : "out of space";
            case ERANGE -> "size is greater than available space";
            case EINVAL -> "bad numeric value '" + set.value() + "'";
            default -> answer.text();
        });
    }

    private Errno setTo(String name, String property, String value) {
        if (!Properties.isSpace(property)) {
            return kernel.changes().set(name, property, value);
        }
        long bytes = Properties.bytes(value);
        return bytes < 0 || name.indexOf('@') >= 0 ? Errno.EINVAL
                : kernel.changes().set(name, property, Long.toString(bytes));
    }

    private Reply sync(String name) {
        if (!kernel.has(name)) {
            return absent(name);
        }
        kernel.sync(1);
        return DONE;
    }

    private static Reply absent(String name) {
        return new Reply.Refused(Why.ABSENT, "cannot open '" + name + "': dataset does not exist");
    }

    private static Reply busy(String text) {
        return new Reply.Refused(Why.BUSY, text);
    }

    private static Reply refused(Errno answer, String text) {
        return new Reply.Refused(why(answer), text);
    }

    private static Why why(Errno answer) {
        return switch (answer) {
            case EDQUOT -> Why.EDQUOT;
            case ENOSPC, ERANGE -> Why.ENOSPC;
            case ENOENT -> Why.ABSENT;
            case EEXIST -> Why.EXISTS;
            case EBUSY -> Why.BUSY;
            case EINVAL -> Why.INVALID;
            case EPERM, EROFS -> Why.DENIED;
            case EINTR -> Why.DEADLINE;
            case EDEPENDENTS -> Why.DEPENDENTS;
            case OK, ERESTART, ESRCH, EISDIR, ENOTDIR, ENOTEMPTY -> Why.OTHER;
        };
    }
}
