package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Mounts;
import enospc.pool.sim.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `zfs destroy` of zfs-fuse (zfs_main.c, `zfs_do_destroy`): it looks for what is in the way, then ends one after the
/// other and stops at the first that is refused. `-r` of a snapshot is one task in the kernel, all or nothing.
final class FuseEnding {

    private final Kernel kernel;

    FuseEnding(Kernel kernel) {
        this.kernel = kernel;
    }

    Answer destroy(Line line) {
        Optional<Answer> misused = line.misused("rRfd", 1, 1, "dataset");
        if (misused.isPresent()) {
            return misused.get();
        }
        String name = line.operands().getFirst();
        if (name.indexOf(',') >= 0 || name.indexOf('%') >= 0) {
            return Texts.refuse("cannot open '" + name + "': invalid dataset name");
        }
        boolean recursive = line.has('r') || line.has('R');
        if (recursive && name.indexOf('@') >= 0) {
            return snapshots(name, line);
        }
        if (!kernel.has(name)) {
            return Texts.refuse(Texts.absent(name));
        }
        boolean snapshot = name.indexOf('@') >= 0;
        if (line.has('d')) {
            return snapshot ? one(name, true) : Texts.refuse("cannot open '" + name
                    + "': operation not applicable to datasets of this type");
        }
        if (!recursive && !snapshot && kernel.node(name).isRoot()) {
            return Texts.refuse("cannot destroy '" + name + "': operation does not apply to pools\nuse 'zfs destroy -r "
                    + name + "' to destroy all datasets in the pool\nuse 'zpool destroy " + name
                    + "' to destroy the pool itself");
        }
        Answer way = line.has('R') ? Answer.done("") : inTheWay(name, recursive);
        if (way.status() != 0) {
            return way;
        }
        Answer below = below(name);
        return below.status() != 0 ? below : one(name, false);
    }

    /// What is below a dataset by its name is a child of it, all else a clone.
    private Answer inTheWay(String name, boolean recursive) {
        List<String> children = new ArrayList<>();
        List<String> clones = new ArrayList<>();
        for (String each : Dependents.of(kernel, name)) {
            boolean child = each.startsWith(name + "/") || each.startsWith(name + "@");
            (child ? children : clones).add(each);
        }
        boolean snapshot = name.indexOf('@') >= 0;
        String kind = snapshot ? "snapshot" : "filesystem";
        if (!recursive && !children.isEmpty()) {
            return Texts.refuse("cannot destroy '" + name + "': " + kind + " has children\n"
                    + "use '-r' to destroy the following datasets:\n" + String.join("\n", children));
        }
        return clones.isEmpty() || !recursive && !snapshot ? Answer.done("")
                : Texts.refuse("cannot destroy '" + name + "': " + kind + " has dependent clones\n"
                        + "use '-R' to destroy the following datasets:\n" + String.join("\n", clones));
    }

    /// Ends all that depends on it.
    private Answer below(String name) {
        Optional<String> loop = Dependents.loop(kernel, name);
        if (loop.isPresent()) {
            return Texts.refuse(Texts.loop(loop.get()));
        }
        for (String each : Dependents.of(kernel, name)) {
            Answer answer = kernel.has(each) ? one(each, false) : Answer.done("");
            if (answer.status() != 0) {
                return answer;
            }
        }
        return Answer.done("");
    }

    private Answer one(String name, boolean defer) {
        boolean snapshot = name.indexOf('@') >= 0;
        if (!snapshot && kernel.node(name).isRoot()) {
            return Answer.done("");
        }
        if (!snapshot) {
            Node node = kernel.node(name);
            if (node.mounted() && !Mounts.unmount(kernel, node).ok()) {
                return Texts.refuse(Mounting.busy(kernel, node));
            }
        }
        Errno answer = snapshot ? kernel.changes().destroySnap(name, defer) : Mounts.destroyed(kernel, name);
        return answer.ok() ? Answer.done("") : Texts.refuse("cannot destroy '" + name + "': " + Texts.of(answer));
    }

    /// `destroy -r p/a@s`: all snapshots of that name below `p/a`, with `-R` after their clones.
    private Answer snapshots(String name, Line line) {
        int at = name.indexOf('@');
        String dataset = name.substring(0, at);
        if (!kernel.has(dataset)) {
            return Texts.refuse(Texts.absent(dataset));
        }
        if (line.has('R')) {
            for (String snap : kernel.node(dataset).tree().stream().map(node -> node.name() + name.substring(at))
                    .toList()) {
                Answer clones = kernel.has(snap) ? below(snap) : Answer.done("");
                if (clones.status() != 0) {
                    return clones;
                }
            }
        }
        if (!kernel.has(name)) {
            return none(name, Texts.of(Errno.ENOENT));
        }
        List<String> snaps = Holding.below(kernel.node(dataset), name.substring(at + 1));
        Errno answer = snaps.isEmpty() ? Errno.ENOENT : kernel.changes().destroySnaps(snaps, line.has('d'));
        return switch (answer) {
            case OK -> Answer.done("");
            case EDEPENDENTS -> none(refused(snaps, true).orElse(name), "snapshot is cloned");
            case EBUSY -> none(refused(snaps, false).orElse(name), Texts.of(answer));
            default -> none(name, Texts.of(answer));
        };
    }

    private static Answer none(String name, String why) {
        return Texts.refuse("cannot destroy '" + name + "': " + why + "\nno snapshots destroyed");
    }

    /// Which of them the kernel names: the last that was refused.
    private Optional<String> refused(List<String> snaps, boolean cloned) {
        return snaps.reversed().stream().filter(kernel::has).filter(snap -> cloned
                ? !kernel.snap(snap).clones().isEmpty() : !kernel.snap(snap).holds().isEmpty()).findFirst();
    }
}
