package enospc.conform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Types the same lines at two shells, the portable way, and stops at the first answer or reading in which they differ.
final class LockStep {

    private static final String SIZES = "used,referenced,usedbysnapshots,usedbydataset,usedbychildren,"
            + "usedbyrefreservation,available";
    private static final String TEXTS = "quota,refquota,reservation,refreservation,origin,mounted,x:y,userrefs";

    /// A writer that was refused got one record more in on one side, and on both the metadata of it.
    private static final long PER_REFUSED_WRITE = 200_704;
    /// On OpenZFS: its compressed dnodes and directories are only modelled on average. On zfs-fuse nothing is.
    private static final long PER_DATASET = 16_384;
    /// What the pool keeps for itself; it takes from all that is available.
    private static final long POOL_METADATA = 1_048_576;

    /// Of several snapshots that are in the way, the kernel names the first or last in the order of its hash table.
    private static final Pattern OF_MANY = Pattern.compile("zfs (snapshot|hold|release|destroy|rename) -[rR] .*@.*");

    /// What depends on when zfs-fuse closed its last group. A promote counts what is pending 24 times; so does a
    /// reservation, within 20 ms of the first mount of a dataset; a refquota sees what is removed if it is on disk by
    /// then. The portable rename settles that itself.
    private static final Pattern CHANCE = Pattern.compile("zfs promote( .*)?|zfs set (reservation|refquota)=.*");

    private final Shell left;
    private final Shell right;
    private final Coverage coverage;
    private final long perDataset;
    private long tolerance;

    private LockStep(Shell left, Shell right, Release release, Coverage coverage) {
        this.left = new PortableShell(left);
        this.right = new PortableShell(right);
        this.coverage = coverage;
        this.perDataset = release.family().equals("zfs-fuse") ? 0 : PER_DATASET;
    }

    /// @param release  of the right one
    /// @param coverage is told what the right one answered
    /// @return where they differ first, or empty
    static Optional<Difference> first(List<String> lines, Shell left, Shell right, Release release,
                                      Coverage coverage) {
        return new LockStep(left, right, release, coverage).first(lines);
    }

    private Optional<Difference> first(List<String> lines) {
        for (String line : lines) {
            if (CHANCE.matcher(line).matches()) {
                left.type("sync");
                right.type("sync");
            }
            Shell.Answer one = left.type(line);
            Shell.Answer other = right.type(line);
            coverage.heard(line, other);
            if (!said(line, one).equals(said(line, other))) {
                return Optional.of(new Difference(line, said(line, one), said(line, other), edge(line, one, other)));
            }
            if (one.err().equals("EDQUOT")) {
                tolerance += PER_REFUSED_WRITE;
            }
        }
        return read();
    }

    private boolean edge(String line, Shell.Answer one, Shell.Answer other) {
        return Edge.isOne(line, one, other)
                && Edge.reached(line, perDataset, tolerance, reading(left), reading(right));
    }

    /// What a person reads, without the order in which `zfs` lists dependents, and without what follows `usage:`.
    private static String said(String line, Shell.Answer answer) {
        String err = OF_MANY.matcher(line).matches() ? answer.err().replaceAll("p/r[a-z/]*@[0-9]", "NAME")
                : answer.err();
        return answer.status() + " " + err.lines().map(String::strip).takeWhile(each -> !each.equals("usage:"))
                .sorted().toList();
    }

    private Optional<Difference> read() {
        left.type("sync");
        right.type("sync");
        Map<String, String> one = reading(left);
        Map<String, String> other = reading(right);
        if (!one.keySet().equals(other.keySet())) {
            return Optional.of(new Difference("the tree", only(one, other), only(other, one), false));
        }
        tolerance += perDataset * one.keySet().stream().filter(key -> key.startsWith("used ")).count();
        return one.keySet().stream().filter(key -> !near(key, one.get(key), other.get(key))).findFirst()
                .map(key -> new Difference(key, one.get(key), other.get(key), key.startsWith("mounted ")
                        && Edge.reached(key, perDataset, tolerance, one, other)));
    }

    /// Value by property and name, such as `used p/r/a`.
    private static Map<String, String> reading(Shell shell) {
        Map<String, String> values = new TreeMap<>();
        String line = "zfs get -rHp -o property,name,value " + SIZES + "," + TEXTS + " p/r";
        shell.type(line).out().lines().map(each -> each.split("\t"))
                .forEach(each -> values.put(each[0] + " " + each[1], each[2]));
        return values;
    }

    private static String only(Map<String, String> one, Map<String, String> other) {
        return String.join(", ", one.keySet().stream().filter(key -> !other.containsKey(key)).toList());
    }

    private boolean near(String key, String one, String other) {
        long wide = key.startsWith("available") ? tolerance + POOL_METADATA : tolerance;
        return one.equals(other) || one.matches("\\d+") && other.matches("\\d+")
                && Math.abs(Long.parseLong(one) - Long.parseLong(other)) <= wide;
    }

    /// @param at   the line typed, or the property read after the last
    /// @param edge one was refused for space and one was not, in a line or in making the directory of a mount, and both
    ///             stand at a limit to within the tolerance
    record Difference(String at, String left, String right, boolean edge) { }
}
