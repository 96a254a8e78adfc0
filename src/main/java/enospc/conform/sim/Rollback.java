package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Mounts;
import enospc.pool.sim.Node;
import enospc.pool.sim.Snap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `zfs rollback`: looks for what is in the way (zfs_main.c, `rollback_check`), ends it one after the other whatever
/// is refused (libzfs_dataset.c, `rollback_destroy`), and rolls back if nothing was.
final class Rollback {

    private final Kernel kernel;
    private final boolean fuse;

    Rollback(Kernel kernel) {
        this.kernel = kernel;
        this.fuse = kernel.version().isFuse();
    }

    Answer rollback(Line line) {
        Optional<Answer> misused = line.misused("rRf", 1, 1, "dataset");
        if (misused.isPresent()) {
            return misused.get();
        }
        String name = line.operands().getFirst();
        if (name.indexOf('@') < 0) {
            return Texts.refuse("cannot open '" + name + "': " + (fuse
                    ? "operation not applicable to datasets of this type" : "missing '@' delimiter in snapshot name"));
        }
        if (!kernel.has(name)) {
            return Texts.refuse(Texts.absent(name));
        }
        List<Snap> later = later(kernel.snap(name));
        Answer inTheWay = inTheWay(name, later, line);
        if (inTheWay.status() != 0) {
            return inTheWay;
        }
        List<String> refused = new ArrayList<>();
        later.forEach(snap -> end(snap.name(), refused));
        if (!refused.isEmpty()) {
            return Texts.refuse(String.join("\n", refused));
        }
        Errno answer = kernel.changes().rollback(name);
        return answer.ok() ? Answer.done("") : Texts.refuse("cannot rollback '"
                + name.substring(0, name.indexOf('@')) + "': " + Texts.of(answer));
    }

    private static List<Snap> later(Snap snap) {
        List<Snap> all = snap.node().snaps();
        return new ArrayList<>(all.subList(all.indexOf(snap) + 1, all.size()));
    }

    private Answer inTheWay(String name, List<Snap> later, Line line) {
        String cannot = "cannot rollback to '" + name + "': ";
        if (!later.isEmpty() && !line.has('r') && !line.has('R')) {
            return Texts.refuse(cannot + "more recent snapshots " + (fuse ? "exist" : "or bookmarks exist")
                    + "\nuse '-r' to force deletion of the following snapshots" + (fuse ? "" : " and bookmarks")
                    + ":\n" + String.join("\n", later.stream().map(Snap::name).toList()));
        }
        List<String> clones = later.stream().flatMap(snap -> fuse ? Dependents.of(kernel, snap.name()).stream()
                : snap.clones().stream().map(Node::name)).distinct().toList();
        if (!clones.isEmpty() && !line.has('R')) {
            return Texts.refuse(cannot + "clones of previous snapshots exist\nuse '-R' to force deletion of the "
                    + "following clones and dependents:\n" + String.join("\n", clones));
        }
        return Answer.done("");
    }

    /// A later snapshot, after all that depends on it. Neither is put off if it is held.
    private void end(String snapshot, List<String> refused) {
        Optional<String> loop = Dependents.loop(kernel, snapshot);
        if (loop.isPresent()) {
            refused.add(Texts.loop(loop.get()));
        } else {
            Dependents.of(kernel, snapshot).forEach(name -> endDependent(name, refused));
        }
        destroy(snapshot, refused);
    }

    /// What is mounted of it is unmounted before, and mounted again if it stays.
    private void endDependent(String name, List<String> refused) {
        if (!kernel.has(name) || name.indexOf('@') >= 0) {
            destroy(name, refused);
            return;
        }
        Changelist list = Changelist.of(kernel, name);
        Optional<Node> open = list.open();
        if (open.isPresent()) {
            refused.add(Mounting.busy(kernel, open.get()));
            return;
        }
        list.unmount();
        if (!destroy(name, refused)) {
            refused.addAll(list.mount());
        }
    }

    private boolean destroy(String name, List<String> refused) {
        if (!kernel.has(name)) {
            return true;
        }
        Errno answer = name.indexOf('@') >= 0 ? kernel.changes().destroySnap(name, false)
                : Mounts.destroyed(kernel, name);
        if (!answer.ok()) {
            refused.add("cannot destroy '" + name + "': " + Texts.of(answer));
        }
        return answer.ok();
    }
}
