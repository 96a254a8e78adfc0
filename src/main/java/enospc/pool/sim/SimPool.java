package enospc.pool.sim;

import enospc.pool.Brake;
import enospc.pool.Command;
import enospc.pool.Grip;
import enospc.pool.Pool;
import enospc.pool.PoolLog;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import enospc.world.Clock;
import enospc.world.Seed;
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
    private final Copies copies;
    private final Reads reads;
    private final Contained contained;
    private final Destruction destruction;

    /// @param sizeBytes of the file that the pool would be made on; what is usable is less (doc/simulation.md)
    public SimPool(Clock clock, Seed seed, Version version, Profile profile, String poolName, long sizeBytes) {
        this.kernel = new Kernel(clock, seed, version, profile, poolName, sizeBytes);
        this.profile = profile;
        this.copies = new Copies(clock);
        this.reads = new Reads(kernel, profile);
        this.contained = new Contained(kernel, profile, copies);
        this.destruction = new Destruction(kernel);
    }

    /// A hand on the copies that are under way.
    public Grip grip() {
        return copies;
    }

    /// Slows the transaction groups.
    public Brake brake() {
        return new Brake() {
            @Override
            public String slow(int factor) {
                kernel.slow(factor);
                return "";
            }

            @Override
            public void release() {
                kernel.slow(1);
            }
        };
    }

    /// The pool beneath, for whoever measures it.
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public Reply run(Command command) {
        return switch (command) {
            case Command.Get get -> reads.get(get.name());
            case Command.ListAll list -> reads.listAll(list.name());
            case Command.Digest digest -> reads.digest(digest.name());
            case Command.Mount mount -> contained.mount(mount.name());
            case Command.Unmount unmount -> contained.unmount(unmount.name());
            case Command.Fill fill -> contained.fill(fill.name(), fill.bytes());
            case Command.Chmod chmod -> contained.chmod(chmod.name());
            case Command.Unsquash unpack ->
                    contained.unpack(unpack.image(), unpack.name(), unpack.deadline(), Copier.UNSQUASHFS);
            case Command.Pipe pipe -> contained.unpack(pipe.image(), pipe.name(), pipe.deadline(), Copier.TAR);
            case Command.Create create -> typed(create, () -> create(create));
            case Command.Destroy destroy -> typed(destroy, () -> destruction.destroy(destroy));
            case Command.Snapshot snapshot -> typed(snapshot, () -> snapshot(snapshot.name()));
            case Command.Clone clone -> typed(clone, () -> cloneOf(clone));
            case Command.Rename rename -> typed(rename, () -> rename(rename));
            case Command.Set set -> typed(set, () -> set(set));
            case Command.Sync sync -> admin(() -> sync(sync.name()));
        };
    }

    /// What the pool has written down of its changes, up to whenever it is looked into.
    public PoolLog.Reading history() {
        return kernel.log();
    }

    /// A command that the pool's log tells of once it is done.
    private Reply typed(Command command, Step step) {
        Reply reply = admin(step);
        if (reply.done()) {
            kernel.log().typed(kernel.clock().epochSeconds(), command);
        }
        return reply;
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
    private Reply create(Command.Create create) {
        String name = create.name();
        Reply before = place("create", name);
        if (!before.done()) {
            return before;
        }
        Errno answer = kernel.changes().create(name);
        if (!answer.ok()) {
            return Refusal.notCreated(name, answer);
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
            return Refusal.notCreated(name, Errno.EEXIST);
        }
        return kernel.has(name.substring(0, slash)) ? DONE : Refusal.notCreated(name, Errno.ENOENT);
    }

    private Reply snapshot(String name) {
        int at = name.indexOf('@');
        if (at < 0) {
            return new Reply.Refused(Why.INVALID, "cannot create snapshot '" + name + "': missing '@' delimiter");
        }
        String dataset = name.substring(0, at);
        if (!kernel.has(dataset)) {
            return Refusal.absent(dataset);
        }
        Errno answer = kernel.has(name) ? Errno.EEXIST
                : kernel.changes().snapshot(List.of(dataset), name.substring(at + 1));
        return answer.ok() ? DONE : Refusal.of(answer, "cannot create snapshot '" + name + "': " + switch (answer) {
            case EEXIST -> "dataset already exists";
            case ENOENT -> "dataset does not exist";
            default -> "out of space";
        });
    }

    private Reply cloneOf(Command.Clone clone) {
        if (!kernel.has(clone.snapshot())) {
            return Refusal.absent(clone.snapshot());
        }
        Reply before = place("create", clone.name());
        if (!before.done()) {
            return before;
        }
        Errno answer = kernel.changes().clone(clone.snapshot(), clone.name());
        if (answer == Errno.ENOENT && !kernel.has(clone.snapshot())) {
            return Refusal.absent(clone.snapshot());
        }
        return answer.ok() ? DONE : Refusal.notCreated(clone.name(), answer);
    }

    private Reply rename(Command.Rename rename) {
        String name = rename.name();
        if (!kernel.has(name)) {
            return Refusal.absent(name);
        }
        Node node = kernel.node(name);
        Errno answer = place("rename", rename.to()) instanceof Reply.Refused(Why why, String text)
                ? why == Why.EXISTS ? Errno.EEXIST : Errno.ENOENT
                : Mounts.renamed(kernel, node, rename.to());
        return switch (answer) {
            case OK -> DONE;
            case ENOENT -> kernel.has(name) ? Refusal.of(answer, "cannot create '" + rename.to()
                    + "': parent does not exist") : Refusal.absent(name);
            case EEXIST -> Refusal.of(answer, "cannot rename '" + name + "': dataset already exists");
            case EBUSY -> Refusal.busy("cannot rename '" + name + "': dataset is busy");
            default -> Refusal.of(answer, "cannot rename '" + name + "': "
                    + (answer == Errno.ENOSPC ? "out of space" : answer.text()));
        };
    }

    private Reply set(Command.Set set) {
        if (!kernel.has(set.name())) {
            return Refusal.absent(set.name());
        }
        Errno answer = setTo(set.name(), set.property(), set.value());
        return answer.ok() ? DONE : Refusal.of(answer, "cannot set property for '" + set.name() + "': "
                + switch (answer) {
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
            return Refusal.absent(name);
        }
        kernel.sync(1);
        return DONE;
    }
}
