package enospc.pool.zfs;

import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.OutOfReach;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Done;
import enospc.pool.Reply.Found;
import enospc.pool.Reply.Lost;
import enospc.pool.Reply.Refused;
import enospc.pool.Reply.Why;
import enospc.world.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real pool: one child process for each command, its exit status and text turned into a [Reply].
///
/// May be used by many lanes at once. It touches only what its mark covers, and destroys only what carries the mark.
public final class ZfsPool implements Pool {

    /// A command waits for one or more transaction groups; on a loaded disk one may take seconds.
    private static final Duration CHANGE_BOUND = Duration.ofMinutes(5);
    private static final Duration READING_BOUND = Duration.ofMinutes(2);
    private static final Duration SYNC_BOUND = Duration.ofMinutes(5);
    private static final Duration CHMOD_BOUND = Duration.ofMinutes(2);

    /// zfs-fuse lets go of a dataset some time after its unmount, seen up to 100 ms; until then destroy and rename say
    /// "dataset is busy". What is still busy after this many tries is busy indeed.
    private static final int BUSY_TRIES = 25;
    private static final Duration BUSY_PAUSE = Duration.ofMillis(20);

    private static final int RECORD_BYTES = 128 << 10;
    private static final String ROOT_MODE = "0755";
    private static final Pattern NO_MOUNTPOINT = Pattern.compile("cannot mount '(/.*)': failed to create mountpoint");

    private final Mark mark;
    private final Abilities abilities;
    private final ImageStore images;
    private final Children children;
    private final Scheduler time;
    private final Runnable checkAlive;
    private final Witness witness;
    private final Guardian guardian;

    /// @param checkAlive throws if ZFS itself has died
    /// @param guardian   hears of each reservation, before it is made and after it was given back
    ZfsPool(Mark mark, Abilities abilities, ImageStore images, Children children, Scheduler time,
            Runnable checkAlive, Guardian guardian) {
        this.guardian = guardian;
        this.mark = mark;
        this.abilities = abilities;
        this.images = images;
        this.children = children;
        this.time = time;
        this.checkAlive = checkAlive;
        this.witness = new Witness(this, images, children, time);
    }

    /// @throws OutOfReach if a zfs-fuse of our own has died, or our root is not there any more; what such a pool
    ///         refuses would say nothing about the run
    @Override
    public Reply run(Command command) {
        Reply reply = look(command);
        if (reply.refused(Why.OTHER)) {
            checkAlive.run();
        }
        if (reply.refused(Why.OTHER) || reply.refused(Why.ABSENT) && !isCommon(command)) {
            checkThere();
        }
        return reply;
    }

    /// Whether a healthy pool often answers that something is not there, so that nobody asks further.
    private static boolean isCommon(Command command) {
        return command instanceof Command.Get || command instanceof Command.Unmount
                || command instanceof Command.Digest;
    }

    /// Somebody may have exported or destroyed the pool, or lost its disks.
    private void checkThere() {
        Ended asked = children.run(READING_BOUND, "zfs", "list", "-H", "-o", "name", mark.root());
        if (asked instanceof Ended.Exited exited && !exited.ok()) {
            checkAlive.run();
            throw new OutOfReach("the pool is gone: " + Refusals.of(exited.err()).text());
        }
    }

    private Reply look(Command command) {
        return switch (command) {
            case Command.Clone clone -> guarded(clone.snapshot(), () -> guarded(clone.name(), () -> act(command)));
            case Command.Rename rename -> guarded(rename.name(), () -> guarded(rename.to(), () -> act(command)));
            case Command.Create _, Command.Destroy _, Command.Snapshot _, Command.Set _, Command.Mount _,
                 Command.Unmount _, Command.Get _, Command.ListAll _, Command.Sync _, Command.Unsquash _,
                 Command.Pipe _, Command.Chmod _, Command.Fill _,
                 Command.Digest _ -> guarded(command.name(), () -> act(command));
        };
    }

    private interface Act {
        Reply run();
    }

    private Reply guarded(String name, Act act) {
        if (!Names.wellFormed(name)) {
            return new Refused(Why.INVALID, "no dataset can be called '" + name + "'");
        } else if (!mark.covers(name)) {
            return new Refused(Why.DENIED, "'" + name + "' does not lie in " + mark.root());
        }
        return act.run();
    }

    private Reply act(Command command) {
        return switch (command) {
            case Command.Create create -> create(create);
            case Command.Destroy destroy -> destroy(destroy);
            case Command.Snapshot snapshot -> change("zfs", "snapshot", snapshot.name());
            case Command.Clone clone -> clone(clone);
            case Command.Rename rename -> patiently(() -> change("zfs", "rename", rename.name(), rename.to()));
            case Command.Set set -> set(set);
            case Command.Mount mount -> mount(mount);
            case Command.Unmount unmount -> change("zfs", "unmount", unmount.name());
            case Command.Get get -> get(get);
            case Command.ListAll list -> list(list);
            case Command.Sync sync -> sync();
            case Command.Unsquash unsquash -> unsquash(unsquash);
            case Command.Pipe pipe -> pipe(pipe);
            case Command.Chmod chmod -> mounted(chmod.name(), at ->
                    plain(children.run(CHMOD_BOUND, "chmod", ROOT_MODE, at.toString()), "chmod"));
            case Command.Fill fill -> fill(fill);
            case Command.Digest digest -> witness.digest(digest.name());
        };
    }

    /// `-u` is missing in zfs-fuse; `canmount=noauto` keeps it unmounted on both, also after a rename.
    private Reply create(Command.Create create) {
        List<String> argv = new ArrayList<>(List.of(
                "zfs", "create", "-o", "canmount=noauto", "-o", "compression=off"));
        for (var property : create.properties().entrySet()) {
            Optional<Reply> refusal = refusal(property.getKey(), property.getValue());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            argv.add("-o");
            argv.add(property.getKey() + "=" + property.getValue());
        }
        argv.add(create.name());
        return change(argv);
    }

    /// zfs-fuse mounts a new clone in spite of `canmount=noauto`, so it is unmounted again. If it could not be mounted
    /// the clone is there all the same.
    private Reply clone(Command.Clone clone) {
        Reply reply = change("zfs", "clone", "-o", "canmount=noauto", clone.snapshot(), clone.name());
        boolean there = reply.done() || reply instanceof Refused refused && refused.text().startsWith("cannot mount");
        if (!abilities.fuse() || !there) {
            return reply;
        }
        Reply unmounted = change("zfs", "unmount", clone.name());
        return unmounted.refused(Why.ABSENT) ? Done.DONE : unmounted;
    }

    /// zfs-fuse does not say why it could not make the mountpoint, so we try that ourselves: at a quota it matters.
    private Reply mount(Command.Mount mount) {
        Reply reply = change("zfs", "mount", mount.name());
        Matcher unmade = NO_MOUNTPOINT.matcher(reply instanceof Refused refused ? refused.text() : "");
        if (!unmade.matches()) {
            return reply;
        }
        Reply made = plain(children.run(CHANGE_BOUND, "mkdir", "-p", unmade.group(1)), "mkdir");
        return made.done() ? change("zfs", "mount", mount.name()) : made;
    }

    private Reply set(Command.Set set) {
        boolean reserves = set.property().equals("reservation");
        boolean takes = reserves && !set.value().equals("none");
        if (takes) {
            guardian.lease("reservation", set.name());
        }
        Reply reply = refusal(set.property(), set.value()).orElseGet(() ->
                change("zfs", "set", set.property() + "=" + set.value(), set.name()));
        if (reserves && !takes && reply.done()) {
            guardian.returned("reservation", set.name());
        }
        return reply;
    }

    private static Optional<Reply> refusal(String property, String value) {
        if (!Names.plainText(value)) {
            return Optional.of(new Refused(Why.INVALID, "a control character in the value of " + property));
        } else if (!Names.settable(property)) {
            return Optional.of(new Refused(Why.DENIED, "a run does not set the property '" + property + "'"));
        }
        return Optional.empty();
    }

    /// The mark is read again right before: somebody may have put another dataset in this place.
    private Reply destroy(Command.Destroy destroy) {
        Reply reply = marked(destroy);
        if (reply.done() || reply.refused(Why.ABSENT)) {
            guardian.returned("ballast", destroy.name());
        }
        return reply;
    }

    private Reply marked(Command.Destroy destroy) {
        return patiently(() -> {
            Optional<Reply> refusal = unmarked(destroy.name());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            return destroy.recursive() ? change("zfs", "destroy", "-r", destroy.name())
                    : change("zfs", "destroy", destroy.name());
        });
    }

    private Optional<Reply> unmarked(String name) {
        Ended ended = children.run(READING_BOUND, "zfs", "get", "-H", "-o", "value", Mark.RUN, name);
        if (ended instanceof Ended.Exited exited && exited.ok()) {
            return exited.out().strip().equals(mark.run()) ? Optional.empty() : Optional.of(new Refused(Why.DENIED,
                    "'" + name + "' does not carry the mark " + Mark.RUN + "=" + mark.run()));
        }
        return Optional.of(plain(ended, "zfs get"));
    }

    /// Whole records, as `unsquashfs` writes them: a part of one at a quota ends the daemon of zfs-fuse 0.7.0.
    private Reply fill(Command.Fill fill) {
        guardian.lease("ballast", fill.name());
        long records = (fill.bytes() + RECORD_BYTES - 1) / RECORD_BYTES;
        return mounted(fill.name(), at -> plain(children.run(CHANGE_BOUND, "dd", "if=/dev/zero",
                "of=" + at.resolve("ballast"), "bs=" + RECORD_BYTES, "count=" + records, "conv=fsync", "status=none"),
                "dd"));
    }

    private Reply patiently(Act act) {
        Reply reply = act.run();
        for (int i = 1; i < BUSY_TRIES && abilities.fuse() && spuriouslyBusy(reply); i++) {
            time.sleep(BUSY_PAUSE);
            reply = act.run();
        }
        return reply;
    }

    /// An open file is told by `umount` already, with another text.
    private static boolean spuriouslyBusy(Reply reply) {
        return reply instanceof Refused refused && refused.why() == Why.BUSY
                && refused.text().endsWith("dataset is busy");
    }

    private Reply get(Command.Get get) {
        Reply reply = read(List.of("zfs", "get", "-Hp", "-o", "name,property,value", "all", get.name()));
        return reply.equals(new Found(List.of()))
                ? new Refused(Why.ABSENT, "'" + get.name() + "' went away while it was being read") : reply;
    }

    private Reply list(Command.ListAll list) {
        Reply reply = read(List.of("zfs", "get", "-Hp", "-r", "-o", "name,property,value", "all", list.name()));
        if (reply.refused(Why.ABSENT) && list.name().equals(mark.root())) {
            checkThere();
        }
        return reply.refused(Why.ABSENT) ? new Found(List.of()) : reply;
    }

    private Reply read(List<String> argv) {
        Ended ended = children.run(READING_BOUND, argv);
        if (ended instanceof Ended.Exited exited) {
            List<Dataset> found = Readings.parse(exited.out());
            Reply reply = plain(exited, "zfs get");
            // One that went away between its listing and its reading makes the status 1; the others are all there.
            boolean vanished = !found.isEmpty() && reply.refused(Why.ABSENT);
            return reply.done() || vanished ? new Found(found) : reply;
        }
        return plain(ended, "zfs get");
    }

    /// A setting of space is carried out even on a full pool, where zfs-fuse refuses a user property; and it waits for
    /// the transaction group as any. Nobody uses a refreservation on our root.
    private Reply sync() {
        String pool = mark.root().replaceAll("/.*", "");
        List<String> argv = abilities.syncs() ? List.of("zpool", "sync", pool)
                : List.of("zfs", "set", "refreservation=none", mark.root());
        return plain(children.run(SYNC_BOUND, argv), "sync");
    }

    private Reply unsquash(Command.Unsquash unsquash) {
        return mounted(unsquash.name(), at -> {
            Ended ended = children.copy(unsquash.deadline(), List.of(List.of("unsquashfs", "-f", "-no-progress", "-d",
                    at.toString(), images.squashfs(unsquash.image()).toString())), unsquash.name());
            return copied(ended, "unsquashfs");
        });
    }

    private Reply pipe(Command.Pipe pipe) {
        return mounted(pipe.name(), at -> {
            Ended ended = children.copy(pipe.deadline(), List.of(
                    List.of("tar", "--numeric-owner", "-C", images.merged(pipe.image()) + "/", "-cpf", "-", "."),
                    List.of("tar", "--numeric-owner", "-C", at + "/", "-xpf", "-")), pipe.name());
            return copied(ended, "pipe");
        });
    }

    private Reply copied(Ended ended, String what) {
        return switch (ended) {
            case Ended.Exited exited when exited.ok() -> Done.DONE;
            case Ended.Exited exited when exited.status() == 0 -> new Refused(Why.OTHER,
                    "the sender failed: " + Refusals.of(exited.errs().getFirst()).text());
            case Ended.Exited exited -> Refusals.of(exited.err());
            case Ended.Overran overran when overran.gone() -> new Refused(Why.DEADLINE,
                    what + " was ended after " + overran.bound().toMillis() + " ms"
                            + (overran.how().isEmpty() ? "" : ": " + overran.how()));
            case Ended.Overran overran -> new Lost(what + " was killed after " + overran.bound().toMillis()
                    + " ms and is still there");
        };
    }

    /// Into a dataset that is not mounted nothing must be written: it would land in its parent.
    private Reply mounted(String name, Function<Path, Reply> act) {
        return Mounts.of(children.host(), name).map(act)
                .orElseGet(() -> new Refused(Why.ABSENT, "'" + name + "' is not mounted"));
    }

    private Reply change(String... argv) {
        return change(List.of(argv));
    }

    private Reply change(List<String> argv) {
        return plain(children.run(CHANGE_BOUND, argv), argv.get(0) + " " + argv.get(1));
    }

    private static Reply plain(Ended ended, String what) {
        return switch (ended) {
            case Ended.Exited exited when exited.ok() -> Done.DONE;
            case Ended.Exited exited when exited.err().contains("filesystem successfully created") -> Done.DONE;
            case Ended.Exited exited -> Refusals.of(exited.err());
            case Ended.Overran overran ->
                    new Lost(what + " did not return within " + overran.bound().toSeconds() + " s");
        };
    }
}
