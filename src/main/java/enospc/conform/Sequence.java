package enospc.conform;

import enospc.world.Chance;
import enospc.world.Seed;
import java.util.ArrayList;
import java.util.List;

/// A random script below `p/r`: equal seed, equal lines.
///
/// Each seed leaves some kinds of line out altogether, so that the others come in numbers (swarm testing). Files are
/// whole MiB and quotas lie three quarters of a MiB beside: up to 896K of metadata, which the two need not have in
/// common to the byte, the data alone decides which limit is reached.
final class Sequence {

    private static final List<String> DATASETS = List.of("p/r", "p/r/a", "p/r/b", "p/r/a/c", "p/r/b/d", "p/r/e");
    /// A dataset that is made or mounted below an unmounted one leaves directories that are in the way later.
    private static final List<String> LEAVES = List.of("p/r/a/c", "p/r/b/d", "p/r/e");
    private static final int SNAPSHOTS = 3;
    private static final int FILES = 2;
    private static final double LEFT_OUT = 0.2;
    /// How often a line is about something that is probably there.
    private static final double SENSIBLE = 0.85;

    private final Chance chance;
    private final List<Kind> kinds;
    private final Guess guess = new Guess();

    private Sequence(Chance chance) {
        this.chance = chance;
        this.kinds = drawn(chance);
        guess.created("p/r");
    }

    /// @param length how many lines follow the first, which makes `p/r`
    static List<String> of(Seed seed, int length) {
        Sequence sequence = new Sequence(seed.stream("sequence"));
        List<String> lines = new ArrayList<>(List.of("zfs create p/r"));
        for (int i = 0; i < length; i++) {
            lines.add(sequence.line());
        }
        return lines;
    }

    /// How often each kind comes, by its number of entries; what is left out by lot has none.
    private static List<Kind> drawn(Chance chance) {
        List<Kind> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind.always || !chance.happens(LEFT_OUT)) {
                for (int i = 0; i < kind.weight; i++) {
                    kinds.add(kind);
                }
            }
        }
        return kinds;
    }

    private String line() {
        return switch (kinds.get(chance.below(kinds.size()))) {
            case CREATE -> create("");
            case CREATE_WITH_QUOTA -> create("-o quota=" + limit() + " ");
            case CREATE_RESERVED -> create("-o " + (chance.happens(0.5) ? "" : "ref") + "reservation=" + megabytes()
                    + (chance.happens(0.5) ? " -o x:y=" + chance.below(4) : "") + " ");
            case CREATE_PARENTS -> create("-p ");
            case SNAPSHOT -> snapshot(there(guess.datasets(), DATASETS) + "@" + chance.below(SNAPSHOTS));
            case SNAPSHOT_ALL -> "zfs snapshot -r " + there(guess.datasets(), DATASETS) + "@" + chance.below(SNAPSHOTS);
            case CLONE -> cloned(snapshot(), any());
            case RENAME -> renamed(lower(), any());
            case RENAME_SNAPSHOT -> "zfs rename " + (chance.happens(0.3) ? "-r " : "") + snapshot() + " @"
                    + chance.below(SNAPSHOTS);
            case PROMOTE -> "zfs promote " + there(guess.clones(), DATASETS);
            case ROLLBACK -> rolledBack(dataset());
            case DESTROY -> destroyed(chance.happens(0.5) ? "-r " : "", lower());
            case DESTROY_CLONES -> destroyed("-R ", chance.happens(0.5) ? lower() : snapshot());
            case DESTROY_SNAPSHOT -> destroyed("", snapshot());
            case DESTROY_SNAPSHOTS -> destroyed("-r ", snapshot());
            case DESTROY_LATER -> destroyed("-d ", snapshot());
            case SET_LIMIT -> "zfs set " + property() + " " + dataset();
            case SET_USER -> "zfs set x:y=" + chance.below(4) + " " + (chance.happens(0.2) ? snapshot() : dataset());
            case INHERIT -> "zfs inherit " + (chance.happens(0.3) ? "-r " : "") + "x:y " + dataset();
            case INHERIT_LIMIT -> "zfs inherit " + property().replaceAll("=.*", "") + " " + dataset();
            case HOLD -> "zfs hold " + (chance.happens(0.2) ? "-r " : "") + tag() + " " + snapshot();
            case RELEASE -> "zfs release " + (chance.happens(0.2) ? "-r " : "") + tag() + " " + snapshot();
            case MOUNT -> "zfs mount " + dataset();
            case UNMOUNT -> "zfs unmount " + LEAVES.get(chance.below(LEAVES.size()));
            case OPEN -> (chance.happens(0.5) ? "touch " : "open ") + dataset() + ":open";
            case CLOSE -> "close " + dataset() + ":open";
            case WRITE -> written(dataset() + ":f" + chance.below(FILES));
            case APPEND -> "append " + file() + " " + megabytes();
            case REMOVE -> removed(file());
            case MOVE -> moved(file());
            case TRUNCATE -> "truncate " + file() + " " + chance.below(3) + "M";
        };
    }

    private String create(String options) {
        String name = any();
        guess.created(name);
        return "zfs create " + options + name;
    }

    private String snapshot(String name) {
        guess.snapped(name);
        return "zfs snapshot " + name;
    }

    private String cloned(String snapshot, String name) {
        guess.cloned(snapshot, name);
        return "zfs clone " + snapshot + " " + name;
    }

    private String renamed(String from, String to) {
        if (!guess.datasets().contains(to) && !to.startsWith(from + "/")) {
            guess.renamed(from, to);
        }
        return "zfs rename " + from + " " + to;
    }

    private String destroyed(String options, String name) {
        guess.gone(name);
        return "zfs destroy " + options + name;
    }

    /// Only where nothing lies below: a rollback may take away the directory that a child is mounted on, and when the
    /// kernel notices that the mount is gone, is a matter of chance.
    private String rolledBack(String dataset) {
        boolean parent = DATASETS.stream().anyMatch(each -> each.startsWith(dataset + "/"));
        String options = List.of("", "-r ", "-R ").get(chance.below(3));
        return "zfs rollback " + options + (parent ? "p/r/e" : dataset) + "@" + chance.below(SNAPSHOTS);
    }

    private String moved(String file) {
        return "mv " + file + " " + file.substring(0, file.indexOf(':')) + ":f" + chance.below(FILES);
    }

    private String written(String file) {
        guess.written(file);
        return "write " + file + " " + megabytes();
    }

    private String removed(String file) {
        guess.gone(file);
        return "rm " + file;
    }

    private String dataset() {
        return there(guess.datasets(), DATASETS);
    }

    private String any() {
        return DATASETS.get(chance.below(DATASETS.size()));
    }

    /// Not the root of it all, which would end the sequence early.
    private String lower() {
        List<String> lower = guess.datasets().stream().filter(each -> !each.equals("p/r")).toList();
        return there(lower, DATASETS.subList(1, DATASETS.size()));
    }

    private String snapshot() {
        return there(guess.snapshots(), List.of(any() + "@" + chance.below(SNAPSHOTS)));
    }

    private String file() {
        return there(guess.files(), List.of(any() + ":f" + chance.below(FILES)));
    }

    private String there(List<String> probably, List<String> possible) {
        List<String> some = !probably.isEmpty() && chance.happens(SENSIBLE) ? probably : possible;
        return some.get(chance.below(some.size()));
    }

    private String tag() {
        return chance.happens(0.8) ? "tag" : "other";
    }

    /// A quota has three quarters of a MiB beside, a reservation has not: it counts as data does.
    private String property() {
        boolean quota = chance.happens(0.5);
        String name = (chance.happens(0.5) ? "ref" : "") + (quota ? "quota=" : "reservation=");
        return name + (chance.happens(0.2) ? "none" : quota ? limit() : 2 + chance.below(14) + "M");
    }

    /// 2.75M to 20.75M.
    private String limit() {
        return (2 + chance.below(19)) + ".75M";
    }

    private String megabytes() {
        return 1 + chance.below(6) + "M";
    }

    /// What a line may be.
    private enum Kind {
        CREATE(6, true), CREATE_WITH_QUOTA(2, false), CREATE_RESERVED(1, false), CREATE_PARENTS(1, false),
        SNAPSHOT(5, true), SNAPSHOT_ALL(1, false), CLONE(4, false), RENAME(2, false), RENAME_SNAPSHOT(1, false),
        PROMOTE(2, false), ROLLBACK(1, false), DESTROY(2, false), DESTROY_CLONES(1, false), DESTROY_SNAPSHOT(2, false),
        DESTROY_SNAPSHOTS(1, false), DESTROY_LATER(1, false), SET_LIMIT(5, false), SET_USER(1, false),
        INHERIT(1, false), INHERIT_LIMIT(1, false), HOLD(1, false), RELEASE(1, false), MOUNT(1, false),
        UNMOUNT(1, false), OPEN(1, false), CLOSE(1, false), WRITE(5, true), APPEND(3, false), REMOVE(2, false),
        MOVE(1, false), TRUNCATE(1, false);

        final int weight;
        final boolean always;

        Kind(int weight, boolean always) {
            this.weight = weight;
            this.always = always;
        }
    }
}
