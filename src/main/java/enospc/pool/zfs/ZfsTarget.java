package enospc.pool.zfs;

import enospc.pool.Brake;
import enospc.pool.Command;
import enospc.pool.Grip;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.world.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A real pool for one run, with all that the run needs beside it; and the end of all that.
///
/// ```
/// try (ZfsTarget target = ZfsTarget.open(request, time)) {
///     target.makeImages(images);
///     target.pool().run(new Command.Create(target.root() + "/store", properties));
/// }
/// ```
public final class ZfsTarget implements AutoCloseable {

    /// What the run asks for.
    ///
    /// @param run       its id, 1 to 24 letters and digits, unique on this machine: pool and folder are named after it
    /// @param parent    an existing folder in which the run's own work folder is made, such as `/var/tmp`
    /// @param poolBytes size of the pool to make; see [#poolBytesFor]
    /// @param pool      a lent pool to use instead, or empty
    public record Request(String run, Path parent, long poolBytes, Optional<String> pool) { }

    /// Without these a run cannot go on, and the Debian package of each.
    static final List<List<String>> TOOLS = List.of(
            List.of("setsid", "util-linux"), List.of("mount", "mount"), List.of("umount", "mount"),
            List.of("tar", "tar"), List.of("cp", "coreutils"), List.of("chmod", "coreutils"), List.of("kill", "procps"),
            List.of("unsquashfs", "squashfs-tools"), List.of("mksquashfs", "squashfs-tools"),
            List.of("zfs", "zfsutils-linux"), List.of("zpool", "zfsutils-linux"));

    private static final Duration ASKING_BOUND = Duration.ofSeconds(60);
    private static final Duration HISTORY_BOUND = Duration.ofMinutes(2);
    private static final long SPARE_BYTES = 64 << 20;
    static final String IMAGES = "images";

    private final WorkFolder folder;
    private final Scheduler time;
    private final Optional<Daemon> daemon;
    private final Children children;
    private final Abilities abilities;
    private final Ground ground;
    private final ImageStore images;
    private final ZfsPool pool;
    private final Guardian guardian;
    private Optional<List<String>> left = Optional.empty();

    private ZfsTarget(WorkFolder folder, Scheduler time, Optional<Daemon> daemon, Children children,
                      Abilities abilities, Ground ground, ImageStore images, Guardian guardian) {
        this.folder = folder;
        this.guardian = guardian;
        this.time = time;
        this.daemon = daemon;
        this.children = children;
        this.abilities = abilities;
        this.ground = ground;
        this.images = images;
        this.pool = new ZfsPool(new Mark(ground.root(), folder.run()), abilities, images, children, time,
                () -> daemon.ifPresent(Daemon::checkAlive), guardian);
    }

    /// A size for [Request#poolBytes] that leaves `bytes` for datasets: on a small OpenZFS pool up to 128 MiB are kept
    /// free (slop), and each dataset takes some space of its own.
    public static long poolBytesFor(long bytes) {
        return Math.max(512L << 20, bytes + bytes / 4 + (256L << 20));
    }

    /// Makes the pool, or the dataset in a lent one.
    ///
    /// @throws CannotRun if that cannot be had here; nothing is left behind then
    public static ZfsTarget open(Request request, Scheduler time) throws CannotRun {
        checkMachine(request);
        WorkFolder folder = WorkFolder.make(request.parent(), request.run());
        List<Runnable> undo = new ArrayList<>();
        undo.add(folder::remove);
        try {
            return open(request, time, folder, undo);
        } catch (CannotRun | RuntimeException | Error thrown) {
            boolean interrupted = Thread.interrupted();    // or what is undone would be broken off as well
            undo.reversed().forEach(Runnable::run);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw thrown;
        }
    }

    private static ZfsTarget open(Request request, Scheduler time, WorkFolder folder, List<Runnable> undo)
            throws CannotRun {
        Guardian guardian = Guardian.start(folder, request.pool().isEmpty());
        undo.addFirst(guardian::end);
        Optional<Daemon> daemon = daemon(request, folder, time);
        daemon.ifPresent(own -> undo.add(own::end));
        Host host = daemon.map(Daemon::host).orElse(Host.own());
        Children children = new Children(host, request.run(), folder.scratch(), time);
        Abilities abilities = Abilities.of(children);
        long ownBytes = request.pool().isPresent() ? 0 : request.poolBytes();
        checkSpace(folder.path(), ownBytes);
        undo.add(() -> abandon(folder, host, time).forEach(ZfsTarget::say));
        Ground ground = request.pool().isPresent()
                ? GivenPool.use(request.pool().get(), request.run(), folder.path(), children, time)
                : OwnPool.make(request.run(), request.poolBytes(), folder.path(), children, time);
        ImageStore images = new ImageStore(folder.path().resolve(IMAGES), children, abilities, time, ownBytes);
        return new ZfsTarget(folder, time, daemon, children, abilities, ground, images, guardian);
    }

    private static void say(String left) {
        System.err.println("stress: left behind: " + left);
    }

    /// Takes away the pool, or the dataset in a lent one, that a run has begun to make.
    static List<String> abandon(WorkFolder folder, Host host, Scheduler time) {
        Children closing = new Children(host, folder.run(), folder.scratch(), time);
        List<String> left = new ArrayList<>(OwnPool.abandoned(folder, time).takeAway(closing));
        try {
            GivenPool.abandoned(folder, time).ifPresent(given -> left.addAll(given.takeAway(closing)));
        } catch (IOException unreadable) {
            left.add("cannot read which pool was lent to " + folder.run() + ": " + unreadable.getMessage());
        }
        return left;
    }

    private static void checkMachine(Request request) throws CannotRun {
        if (!Names.isRunId(request.run())) {
            throw new CannotRun("'" + request.run() + "' is no id for a run: 1 to 24 letters and digits");
        } else if (!request.parent().toAbsolutePath().normalize().toString().matches("[A-Za-z0-9/._-]+")) {
            throw new CannotRun("the folder '" + request.parent() + "' cannot be used: its path may have letters,"
                    + " digits, '/', '.', '_' and '-' only");
        } else if (!Files.isDirectory(request.parent())) {
            throw new CannotRun("there is no folder " + request.parent() + ": mkdir -p " + request.parent());
        } else if (!isRoot()) {
            throw new CannotRun("a real pool needs root, to mount and to make pools: run it with sudo");
        }
        for (List<String> tool : TOOLS) {
            Tools.need(tool.getFirst(), tool.getLast());
        }
    }

    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException noProc) {
            return false;
        }
    }

    /// If a ZFS answers, that one is used, be it of the kernel or a daemon that runs already.
    private static Optional<Daemon> daemon(Request request, WorkFolder folder, Scheduler time) throws CannotRun {
        Optional<String> silence = answers(new Children(Host.own(), request.run(), folder.scratch(), time));
        if (silence.isEmpty()) {
            return Optional.empty();
        } else if (request.pool().isPresent()) {
            throw new CannotRun("no ZFS answers (" + silence.get() + "), so there is no pool " + request.pool().get()
                    + ": modprobe zfs, or service zfs-fuse start");
        } else if (Tools.find("zfs-fuse").isEmpty()) {
            throw new CannotRun("no ZFS answers (" + silence.get() + "): modprobe zfs, or apt-get install zfs-fuse");
        }
        return Optional.of(Daemon.start(folder.path(), time));
    }

    /// @return why no ZFS answers, or nothing if one does
    static Optional<String> answers(Children children) {
        Ended asked = children.run(ASKING_BOUND, "zpool", "list", "-H");
        if (asked instanceof Ended.Exited exited) {
            return exited.ok() ? Optional.empty() : Optional.of(Refusals.of(exited.err()).text());
        }
        return Optional.of("zpool list does not return");
    }

    private static void checkSpace(Path folder, long poolBytes) throws CannotRun {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (poolBytes > free - SPARE_BYTES) {
                throw new CannotRun("a pool of " + Sizes.text(poolBytes) + " does not fit: " + folder.getParent()
                        + " has " + Sizes.text(free) + " free; ask for less, or for another work folder");
            }
        } catch (IOException broken) {
            throw new CannotRun("cannot see how much space " + folder + " has: " + broken.getMessage());
        }
    }

    /// The pool, for commands at and below [#root].
    public Pool pool() {
        return pool;
    }

    /// How a copy was at its deadline is written into this folder, which must not lie on the pool.
    public void logsInto(Path folder) {
        children.logsInto(folder);
    }

    /// A hand on the copies that are under way.
    public Grip grip() {
        return children;
    }

    /// Slows the pool, where that is only ours.
    public Brake brake() {
        return daemon.map(Daemon::brake).orElse(Brake.NONE);
    }

    /// Our marked root dataset: `enospcAB12` or `tank/enospc-AB12`. It is mounted.
    public String root() {
        return ground.root();
    }

    /// What ZFS says is available at the root, now.
    public long availableBytes() {
        if (pool.run(new Command.Get(root())) instanceof Reply.Found found) {
            return found.datasets().getFirst().available();
        }
        throw new IllegalStateException("cannot read " + root());
    }

    /// What the pool has written down of its changes: `zpool history -il`, with times in UTC. Of a lent pool only what
    /// names our root; none if it does not answer.
    public List<String> history() {
        String name = root().replaceAll("/.*", "");
        return children.run(HISTORY_BOUND, "env", "TZ=UTC", "zpool", "history", "-il", name)
                instanceof Ended.Exited read && read.ok()
                ? read.out().lines().filter(line -> root().equals(name) || line.contains(root() + "/")).toList()
                : List.of();
    }

    /// Makes these images beside the pool; [Command.Unsquash] and [Command.Pipe] need them.
    ///
    /// @throws CannotRun if they cannot be made, for want of space above all
    public void makeImages(List<Image> wanted) throws CannotRun {
        images.make(wanted);
    }

    /// Where the images lie, for a subject that installs by itself.
    public ImageStore images() {
        return images;
    }

    /// Gives a user the rights that an unprivileged store has in life, on all of the run's own root, and looks whether
    /// they are of use.
    ///
    /// @throws CannotRun with what stands against it
    public Account allow(String user) throws CannotRun {
        return new Delegation(children, abilities.version(), folder, root()).to(user);
    }

    Children children() {
        return children;
    }

    /// A folder beside the pool, for what an external subject needs.
    public Path scratch() {
        return folder.scratch();
    }

    /// Where [#root] is mounted, as commands see it.
    public Path mount() {
        return folder.path().resolve("mnt");
    }

    public Abilities abilities() {
        return abilities;
    }

    /// From where commands see this pool: an external subject needs [Host#prefix] in front.
    public Host host() {
        return children.host();
    }

    /// Whether a path lies on the pool under test, where no history may be written.
    public boolean holds(Path path) {
        String source = Mounts.sourceOf(Host.own(), path);
        String name = root().replaceAll("/.*", "");
        return source.equals(name) || source.startsWith(name + "/");
    }

    /// One line: `zfs-fuse, own pool of 1.0 GiB on a sparse file`.
    public String about() {
        return abilities.version() + (daemon.isPresent() ? " (private daemon)" : "") + ", " + ground.about()
                + (images.overlays() ? "" : ", layers merged by copying");
    }

    @Override
    public void close() {
        takeAway();
    }

    /// Ends all that runs, destroys what carries our mark, and looks whether anything is left. Lanes that are still at
    /// work die of [enospc.world.Crashed]. May be called from a shutdown hook, and again: the answer stays the same.
    ///
    /// @return what could not be taken away, one line each, with the command that mends it
    public synchronized List<String> takeAway() {
        if (left.isEmpty()) {
            boolean interrupted = Thread.interrupted();
            brake().release();
            children.stop();
            List<String> lines = new ArrayList<>();
            lines.addAll(Processes.end(folder.run()));
            Children closing = new Children(children.host(), folder.run(), folder.scratch(), time);
            List<String> ofPool = ground.takeAway(closing);
            ImageStore.unmount(folder.path().resolve(IMAGES), closing);
            // With a private daemon goes its pool, whatever it said before: nobody else can know that pool.
            lines.addAll(daemon.isPresent() ? daemon.get().end() : ofPool);
            lines.addAll(folder.remove());
            guardian.end();
            left = Optional.of(List.copyOf(lines));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return left.get();
    }
}
