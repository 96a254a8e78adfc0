package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Mounts;
import enospc.pool.sim.Node;
import enospc.pool.sim.Snap;
import enospc.pool.sim.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `zfs destroy` of OpenZFS: looks for what is in the way, then ends one dataset after the other (zfs_main.c).
final class Ending {

    private final Kernel kernel;
    private final Version version;

    Ending(Kernel kernel) {
        this.kernel = kernel;
        this.version = kernel.version();
    }

    Answer destroy(Line line) {
        Optional<Answer> misused = line.misused("rRfdnpv", 1, 1, "dataset");
        if (misused.isPresent()) {
            return misused.get();
        }
        String name = line.operands().getFirst();
        if (name.indexOf('@') >= 0) {
            return destroySnaps(name, line);
        }
        if (!kernel.has(name)) {
            return Texts.refuse(Texts.absent(name));
        }
        Node node = kernel.node(name);
        if (node.isRoot() && !line.has('r') && !line.has('R')) {
            return Texts.refuse("cannot destroy '" + name + "': operation does not apply to pools\nuse 'zfs destroy -r "
                    + name + "' to destroy all datasets in the pool\nuse 'zpool destroy " + name
                    + "' to destroy the pool itself");
        }
        return line.has('n') ? Answer.done("") : destroyHead(node, line.has('r') || line.has('R'), line.has('R'));
    }

    private Answer destroyHead(Node node, boolean recursive, boolean clones) {
        List<String> inside = new ArrayList<>();
        node.children().forEach(child -> collect(child, inside));
        node.snaps().reversed().forEach(snap -> inside.add(snap.name()));
        if (!recursive && !inside.isEmpty()) {
            return Texts.refuse("cannot destroy '" + node.name() + "': filesystem has children\n"
                    + "use '-r' to destroy the following datasets:\n" + String.join("\n", inside));
        }
        List<String> outside = Dependents.of(kernel, node.name()).stream()
                .filter(name -> !name.startsWith(node.name() + "/") && !name.startsWith(node.name() + "@")).toList();
        if (!clones && !outside.isEmpty()) {
            return Texts.refuse("cannot destroy '" + node.name() + "': filesystem has dependent clones\n"
                    + "use '-R' to destroy the following datasets:\n" + String.join("\n", outside));
        }
        return end(node.name());
    }

    private static void collect(Node node, List<String> names) {
        names.add(node.name());
        node.snaps().forEach(snap -> names.add(snap.name()));
        node.children().forEach(child -> collect(child, names));
    }

    /// Ends a dataset with all below it and all clones; what is refused stays, the rest goes on.
    private Answer end(String name) {
        if (!kernel.has(name)) {
            return Answer.done("");
        }
        Answer worst = Answer.done("");
        for (String child : kernel.node(name).children().stream().map(Node::name).toList().reversed()) {
            worst = worse(worst, end(child));
        }
        List<String> snaps = kernel.has(name) ? kernel.node(name).snaps().stream().map(Snap::name).toList() : List.of();
        for (String snap : snaps.reversed()) {
            for (String clone : kernel.snap(snap).clones().stream().map(Node::name).toList()) {
                worst = worse(worst, end(clone));
            }
            worst = worse(worst, endSnap(snap, false));
        }
        return worst.status() != 0 || !kernel.has(name) ? worst : endHead(name);
    }

    private static Answer worse(Answer one, Answer other) {
        return one.status() != 0 ? one : other;
    }

    private Answer endHead(String name) {
        Node node = kernel.node(name);
        if (node.mounted() && !Mounts.unmount(kernel, node).ok()) {
            return Texts.refuse(Mounting.busy(kernel, node));
        }
        Errno answer = Mounts.destroyed(kernel, name);
        boolean lateLoser = answer == Errno.ENOENT;   // ignored by libzfs_dataset.c:3897
        return answer.ok() || lateLoser ? Answer.done("")
                : Texts.refuse("cannot destroy '" + name + "': " + Texts.of(answer));
    }

    private Answer destroySnaps(String name, Line line) {
        int at = name.indexOf('@');
        String dataset = name.substring(0, at);
        if (!kernel.has(dataset)) {
            return Texts.refuse(Texts.absent(dataset));
        }
        List<String> snaps = snaps(kernel.node(dataset), name.substring(at + 1), line.has('r') || line.has('R'));
        if (snaps.isEmpty()) {
            return Texts.refuse("could not find any snapshots to destroy; check snapshot names.");
        }
        if (line.has('n')) {
            return Answer.done("");
        }
        Answer worst = Answer.done("");
        for (String snap : snaps) {
            if (line.has('R')) {
                for (String clone : kernel.snap(snap).clones().stream().map(Node::name).toList()) {
                    worst = worse(worst, end(clone));
                }
            }
            worst = worse(worst, endSnap(snap, line.has('d')));
        }
        return worst;
    }

    /// Whole names for `a`, `a,b` or `a%c`, in one dataset or all below it as well.
    private List<String> snaps(Node node, String leaves, boolean below) {
        List<String> names = new ArrayList<>();
        for (String part : leaves.split(",")) {
            int range = part.indexOf('%');
            List<String> own = node.snaps().stream().map(Snap::leaf).toList();
            int first = range < 0 ? own.indexOf(part) : range == 0 ? 0 : own.indexOf(part.substring(0, range));
            int last = range < 0 ? first : range + 1 == part.length() ? own.size() - 1
                    : own.indexOf(part.substring(range + 1));
            for (int i = Math.max(0, first); first >= 0 && i <= last; i++) {
                names.add(node.name() + "@" + own.get(i));
            }
        }
        if (below) {
            node.children().forEach(child -> names.addAll(snaps(child, leaves, true)));
        }
        return names;
    }

    private Answer endSnap(String name, boolean defer) {
        if (!kernel.has(name)) {
            return Answer.done("");
        }
        Snap snap = kernel.snap(name);
        if (!defer && !snap.clones().isEmpty()) {
            return cloned(snap);
        }
        Errno answer = kernel.changes().destroySnap(name, defer);
        return switch (answer) {
            case OK, ENOENT -> Answer.done("");
            case EBUSY -> Texts.refuse(held(name));
            case EDEPENDENTS -> cloned(snap);
            default -> Texts.refuse("cannot destroy '" + name + "': " + Texts.of(answer));
        };
    }

    /// After a promotion what depends on it may lead back to it, and it is listed as well.
    private Answer cloned(Snap snap) {
        List<String> names = new ArrayList<>(Dependents.of(kernel, snap.name()));
        if (names.contains(snap.node().name())) {
            names.add(snap.name());
        }
        return Texts.refuse("cannot destroy '" + snap.name() + "': snapshot has dependent clones\n"
                + "use '-R' to destroy the following datasets:\n" + String.join("\n", names));
    }

    private String held(String name) {
        return "cannot destroy snapshot " + name + ": " + (version.number() < 20300 ? "dataset is busy"
                : "it's being held. Run 'zfs holds -r " + name + "' to see holders.");
    }
}
