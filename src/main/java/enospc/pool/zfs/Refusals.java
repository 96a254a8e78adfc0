package enospc.pool.zfs;

import enospc.pool.Reply.Refused;
import enospc.pool.Reply.Why;
import java.util.List;

/// What the texts of `zfs`, `tar` and `unsquashfs` mean. Both families of ZFS: zfs-fuse 0.7.0 and OpenZFS 2.1 to 2.3.
public final class Refusals {

    private record Text(String part, Why why) { }

    /// The first line that has one of these parts decides, and of several parts in one line the first of this list:
    /// `failed to create mountpoint: Disk quota exceeded` is about space, although the mount failed.
    private static final List<Text> TEXTS = List.of(
            new Text("Disk quota exceeded", Why.EDQUOT),
            new Text("space quota exceeded", Why.EDQUOT),
            new Text("No space left on device", Why.ENOSPC),
            new Text("out of space", Why.ENOSPC),
            new Text("size is greater than available space", Why.ENOSPC),
            new Text("size is less than current used or reserved space", Why.ENOSPC),
            new Text("already exists", Why.EXISTS),
            new Text("already mounted", Why.EXISTS),
            new Text("does not exist", Why.ABSENT),
            new Text("no such pool", Why.ABSENT),
            new Text("no such parent", Why.ABSENT),
            new Text("could not find any snapshots to destroy", Why.ABSENT),
            new Text("not currently mounted", Why.ABSENT),
            new Text("No such file or directory", Why.ABSENT),
            new Text("has children", Why.DEPENDENTS),
            new Text("has dependent clones", Why.DEPENDENTS),
            new Text("snapshot is cloned", Why.DEPENDENTS),
            new Text("is busy", Why.BUSY),
            new Text("being held", Why.BUSY),
            new Text("umount failed", Why.BUSY),
            new Text("ermission denied", Why.DENIED),
            new Text("Operation not permitted", Why.DENIED),
            new Text("bad numeric value", Why.INVALID),
            new Text("invalid numeric suffix", Why.INVALID),
            new Text("invalid property", Why.INVALID),
            new Text("invalid character", Why.INVALID),
            new Text("invalid option", Why.INVALID),
            new Text("name is too long", Why.INVALID),
            new Text("property value too long", Why.INVALID),
            new Text("trailing slash in name", Why.INVALID),
            new Text("delimiter", Why.INVALID),
            new Text("missing dataset name", Why.INVALID),
            new Text("reference, '", Why.INVALID),
            new Text("cannot be a descendant", Why.INVALID),
            new Text("must be within same pool", Why.INVALID),
            new Text("must be part of same dataset", Why.INVALID),
            new Text("source and target pools differ", Why.INVALID),
            new Text("operation not applicable to datasets of this type", Why.INVALID),
            new Text("operation does not apply to pools", Why.INVALID),
            new Text("use 'none' to disable", Why.INVALID),
            new Text("specified multiple times", Why.INVALID),
            new Text("is readonly", Why.INVALID),
            new Text("must be one of", Why.INVALID),
            new Text("cannot be inherited", Why.INVALID),
            new Text("can not be modified for snapshots", Why.INVALID),
            new Text("too many arguments", Why.INVALID),
            new Text("usage:", Why.INVALID));

    /// Counts only if no line says more: `tar` puts it first, and often the reason after it.
    private static final String SHORT_WRITE = "Wrote only";

    private Refusals() { }

    /// @param err what the command said on its standard error; only what comes before a usage text counts
    public static Refused of(String err) {
        List<String> lines = err.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        for (String line : lines) {
            for (Text text : TEXTS) {
                if (line.contains(text.part)) {
                    return new Refused(text.why, line);
                }
            }
        }
        for (String line : lines) {
            if (line.contains(SHORT_WRITE)) {
                return new Refused(Why.ENOSPC, line);
            }
        }
        return new Refused(Why.OTHER, lines.isEmpty() ? "it failed and said nothing" : lines.getFirst());
    }
}
