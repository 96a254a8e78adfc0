package enospc.pool.zfs;

import enospc.pool.Reply.Why;
import enospc.world.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A dataset of our own in a pool that its administrator has lent us: `zfs set enospc:lent=on NAME`.
final class GivenPool implements Ground {

    private static final Duration BOUND = Duration.ofMinutes(5);

    /// Clones hold what they stem from, and zfs-fuse lets go of each with a delay; so it takes several rounds.
    private static final int ROUNDS = 50;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /// A file in the work folder that tells the pool's name to whoever cleans up.
    private static final String NAME = "pool";

    private final Mark mark;
    private final Scheduler time;

    private GivenPool(Mark mark, Scheduler time) {
        this.mark = mark;
        this.time = time;
    }

    /// @param pool   its name, from the command line
    /// @param folder of the run, not on that pool
    static GivenPool use(String pool, String run, Path folder, Children children, Scheduler time) throws CannotRun {
        if (pool.indexOf('/') >= 0 || pool.indexOf('@') >= 0 || !Names.wellFormed(pool)) {
            throw new CannotRun("'" + pool + "' is not the name of a pool: give the pool alone, such as tank;"
                    + " a dataset in it is made for the run");
        }
        Ended lent = children.run(BOUND, "zfs", "get", "-H", "-o", "value", Mark.LENT, pool);
        if (!(lent instanceof Ended.Exited exited)) {
            throw new CannotRun("zfs does not answer about " + pool);
        } else if (!exited.ok()) {
            throw new CannotRun("no pool " + pool + " here: zpool list shows those that are");
        } else if (!exited.out().strip().equals("on")) {
            throw new CannotRun("the pool " + pool + " is not lent to us: zfs set " + Mark.LENT + "=on " + pool);
        }
        String source = Mounts.sourceOf(children.host(), folder);
        if (source.equals(pool) || source.startsWith(pool + "/")) {
            throw new CannotRun("the work folder " + folder + " lies on the pool under test: choose one elsewhere");
        }
        Mark mark = new Mark(pool + "/enospc-" + run, run);
        try {
            Files.writeString(folder.resolve(NAME), pool);
        } catch (IOException broken) {
            throw new CannotRun("cannot write to the work folder " + folder + ": " + broken.getMessage());
        }
        Ended made = children.run(BOUND, "zfs", "create", "-o", "compression=off", "-o", Mark.RUN + "=" + run,
                "-o", "mountpoint=" + folder.resolve("mnt"), mark.root());
        if (!(made instanceof Ended.Exited created) || !created.ok()) {
            throw new CannotRun("cannot make " + mark.root() + ": " + (made instanceof Ended.Exited refused
                    ? Refusals.of(refused.err()).text() : "zfs create did not return"));
        }
        return new GivenPool(mark, time);
    }

    /// What a run that has died may have left, if it had a lent pool. The name is not trusted.
    static Optional<GivenPool> abandoned(WorkFolder folder, Scheduler time) throws IOException {
        if (!Files.isRegularFile(folder.path().resolve(NAME))) {
            return Optional.empty();
        }
        String pool = Children.text(folder.path().resolve(NAME));
        return pool.indexOf('/') >= 0 || !Names.wellFormed(pool) ? Optional.empty()
                : Optional.of(new GivenPool(new Mark(pool + "/enospc-" + folder.run(), folder.run()), time));
    }

    @Override
    public String root() {
        return mark.root();
    }

    @Override
    public String about() {
        return "dataset " + mark.root() + " of a lent pool";
    }

    /// One by one and each by its mark, never with `-R`: that could reach a clone outside our subtree.
    @Override
    public List<String> takeAway(Children closing) {
        String why = "";
        for (int i = 0; i < ROUNDS; i++) {
            List<String> names = names(closing);
            if (names.isEmpty()) {
                return List.of();
            }
            int before = names.size();
            for (String name : names) {
                why = destroy(closing, name);
            }
            if (names(closing).size() == before) {
                time.sleep(PAUSE);
            }
        }
        return List.of(mark.root() + " is still there (" + why + "): zfs destroy -r " + mark.root());
    }

    /// What is there at and below our root, the innermost first.
    private List<String> names(Children closing) {
        Ended ended = closing.run(BOUND, "zfs", "list", "-H", "-r", "-o", "name", "-t", "filesystem,snapshot",
                mark.root());
        if (!(ended instanceof Ended.Exited exited) || !exited.ok() && Refusals.of(exited.err()).why() != Why.ABSENT) {
            return List.of(mark.root());
        }
        List<String> names = new ArrayList<>(exited.out().lines().filter(mark::covers).toList());
        names.sort(Comparator.reverseOrder());
        return names;
    }

    /// @return why not, or the empty text
    private String destroy(Children closing, String name) {
        Ended marked = closing.run(BOUND, "zfs", "get", "-H", "-o", "value", Mark.RUN, name);
        if (!(marked instanceof Ended.Exited read) || !read.ok()) {
            return "it does not answer";
        } else if (!read.out().strip().equals(mark.run())) {
            return name + " does not carry our mark";
        }
        Ended destroyed = closing.run(BOUND, "zfs", "destroy", name);
        return destroyed instanceof Ended.Exited exited ? exited.ok() ? "" : Refusals.of(exited.err()).text()
                : "zfs destroy did not return";
    }
}
