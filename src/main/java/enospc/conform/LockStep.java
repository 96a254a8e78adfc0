package enospc.conform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Types the same lines at two shells, the portable way, and stops at the first answer or reading in which they differ.
final class LockStep {

    private static final String SIZES = "used,referenced,usedbysnapshots,usedbydataset,usedbychildren,"
            + "usedbyrefreservation,available";
    private static final String TEXTS = "quota,refquota,reservation,refreservation,origin,mounted,x:y,userrefs";

    /// A writer that was refused got one record more in on one side, and on both the metadata of it.
    private static final long PER_REFUSED_WRITE = 200_704;
    /// A dataset's own metadata, which the first change after a snapshot writes anew.
    private static final long PER_DATASET = 131_072;
    /// What the pool keeps for itself; it takes from all that is available.
    private static final long POOL_METADATA = 1_048_576;

    private final Shell left;
    private final Shell right;
    private long tolerance;

    private LockStep(Shell left, Shell right) {
        this.left = new PortableShell(left);
        this.right = new PortableShell(right);
    }

    /// @return where they differ first, or empty
    static Optional<Difference> first(List<String> lines, Shell left, Shell right) {
        return new LockStep(left, right).first(lines);
    }

    private Optional<Difference> first(List<String> lines) {
        for (String line : lines) {
            Shell.Answer one = left.type(line);
            Shell.Answer other = right.type(line);
            if (!said(one).equals(said(other))) {
                return Optional.of(new Difference(line, said(one), said(other)));
            }
            if (one.err().equals("EDQUOT")) {
                tolerance += PER_REFUSED_WRITE;
            }
        }
        return read();
    }

    /// What a person reads, without the order in which `zfs` lists dependents.
    private static String said(Shell.Answer answer) {
        return answer.status() + " " + answer.err().lines().map(String::strip).sorted().toList();
    }

    private Optional<Difference> read() {
        left.type("sync");
        right.type("sync");
        Map<String, String> one = reading(left);
        Map<String, String> other = reading(right);
        if (!one.keySet().equals(other.keySet())) {
            return Optional.of(new Difference("the tree", only(one, other), only(other, one)));
        }
        tolerance += PER_DATASET * one.keySet().stream().filter(key -> key.startsWith("used ")).count();
        return one.keySet().stream().filter(key -> !near(key, one.get(key), other.get(key))).findFirst()
                .map(key -> new Difference(key, one.get(key), other.get(key)));
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

    /// @param at    the line typed, or the property read after the last
    record Difference(String at, String left, String right) { }
}
