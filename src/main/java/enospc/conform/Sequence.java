package enospc.conform;

import enospc.world.Chance;
import enospc.world.Seed;
import java.util.ArrayList;
import java.util.List;

/// A random script below `p/r`: equal seed, equal lines.
///
/// Each seed leaves some kinds of line out altogether, so that the others come in numbers (swarm testing). Files are
/// whole MiB and limits lie half a MiB beside, so that what one transaction adds or not decides nothing later.
final class Sequence {

    private static final List<String> DATASETS =
            List.of("p/r", "p/r/a", "p/r/b", "p/r/a/c", "p/r/b/d", "p/r/e", "p/r/e/g");
    private static final int SNAPSHOTS = 3;
    private static final int FILES = 3;
    private static final double LEFT_OUT = 0.2;

    private final Chance chance;
    private final List<Kind> kinds;

    private Sequence(Chance chance) {
        this.chance = chance;
        this.kinds = drawn(chance);
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
            case CREATE -> "zfs create " + dataset();
            case CREATE_WITH_QUOTA -> "zfs create -o quota=" + limit() + " " + dataset();
            case SNAPSHOT -> "zfs snapshot " + snapshot();
            case SNAPSHOT_ALL -> "zfs snapshot -r " + snapshot();
            case CLONE -> "zfs clone " + snapshot() + " " + dataset();
            case RENAME -> "zfs rename " + dataset() + " " + dataset();
            case RENAME_SNAPSHOT -> "zfs rename " + snapshot() + " @" + chance.below(SNAPSHOTS);
            case PROMOTE -> "zfs promote " + dataset();
            case ROLLBACK -> "zfs rollback " + (chance.happens(0.5) ? "-r " : "") + snapshot();
            case DESTROY -> "zfs destroy " + (chance.happens(0.3) ? "-r " : "") + lower();
            case DESTROY_SNAPSHOT -> "zfs destroy " + snapshot();
            case SET_LIMIT -> "zfs set " + property() + "=" + value() + " " + dataset();
            case SET_USER -> "zfs set x:y=" + chance.below(4) + " " + dataset();
            case INHERIT -> "zfs inherit x:y " + dataset();
            case HOLD -> "zfs " + (chance.happens(0.5) ? "hold" : "release") + " tag " + snapshot();
            case WRITE -> (chance.happens(0.7) ? "write " : "append ") + file() + " " + (1 + chance.below(6)) + "M";
            case REMOVE -> "rm " + file();
            case MOVE -> moved(dataset());
            case TRUNCATE -> "truncate " + file() + " " + chance.below(3) + "M";
        };
    }

    private String moved(String dataset) {
        return "mv " + dataset + ":f" + chance.below(FILES) + " " + dataset + ":f" + chance.below(FILES);
    }

    private String dataset() {
        return DATASETS.get(chance.below(DATASETS.size()));
    }

    /// Not the root of it all, which would end the sequence early.
    private String lower() {
        return DATASETS.get(1 + chance.below(DATASETS.size() - 1));
    }

    private String snapshot() {
        return dataset() + "@" + chance.below(SNAPSHOTS);
    }

    private String file() {
        return dataset() + ":f" + chance.below(FILES);
    }

    private String property() {
        return List.of("quota", "refquota", "reservation", "refreservation").get(chance.below(4));
    }

    private String value() {
        return chance.happens(0.2) ? "none" : limit();
    }

    /// 2.5M to 20.5M.
    private String limit() {
        return (2 + chance.below(19)) + ".5M";
    }

    /// What a line may be.
    private enum Kind {
        CREATE(6, true), CREATE_WITH_QUOTA(2, false), SNAPSHOT(5, true), SNAPSHOT_ALL(1, false), CLONE(3, false),
        RENAME(2, false), RENAME_SNAPSHOT(1, false), PROMOTE(2, false), ROLLBACK(1, false), DESTROY(2, false),
        DESTROY_SNAPSHOT(2, false), SET_LIMIT(5, false), SET_USER(1, false), INHERIT(1, false), HOLD(1, false),
        WRITE(7, true), REMOVE(2, false), MOVE(1, false), TRUNCATE(1, false);

        final int weight;
        final boolean always;

        Kind(int weight, boolean always) {
            this.weight = weight;
            this.always = always;
        }
    }
}
