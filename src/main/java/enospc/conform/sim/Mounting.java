package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Mounts;
import enospc.pool.sim.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// `zfs mount`, `unmount` and `rename`.
final class Mounting {

    private final Kernel kernel;
    private final Making making;

    Mounting(Kernel kernel, Making making) {
        this.kernel = kernel;
        this.making = making;
    }

    /// Whether `create` and `clone` mount it by themselves.
    static boolean wanted(Kernel kernel, Node node) {
        String canmount = node.local("canmount");
        return !canmount.equals("off") && !canmount.equals("noauto") && Mounts.point(kernel, node).startsWith("/");
    }

    /// What a mount that failed says.
    static String notMounted(Kernel kernel, Node node, Errno answer) {
        String point = Mounts.point(kernel, node);
        boolean fuse = kernel.version().isFuse();
        return switch (answer) {
            case ENOTEMPTY -> "cannot mount '" + point + "': directory is not empty";
            case ENOTDIR -> fuse ? "cannot mount '" + node.name() + "': Input/output error."
                    : "cannot mount '" + node.name() + "': Not a directory";
            default -> "cannot mount '" + point + "': failed to create mountpoint"
                    + (fuse ? "" : ": " + answer.text());
        };
    }

    /// What an unmount of a busy dataset says.
    static String busy(Kernel kernel, Node node) {
        String point = Mounts.point(kernel, node);
        return kernel.version().isFuse()
                ? "umount: " + point + ": target is busy.\ncannot unmount '" + point
                        + "': umount failed: umount child process failed"
                : "cannot unmount '" + point + "': pool or dataset is busy";
    }

    Answer mount(Line line) {
        Optional<Answer> misused = line.misused("avO", 1, 1, "filesystem");
        if (misused.isPresent()) {
            return misused.get();
        }
        String name = line.operands().getFirst();
        if (!kernel.has(name)) {
            return Texts.refuse(Texts.absent(name));
        }
        Node node = kernel.node(name);
        String cannot = "cannot mount '" + name + "': ";
        String point = Mounts.point(kernel, node);
        if (point.equals("legacy")) {
            return Texts.refuse(cannot + "legacy mountpoint\nuse mount(8) to mount this filesystem");
        }
        if (point.equals("none")) {
            return Texts.refuse(cannot + "no mountpoint set");
        }
        if (node.local("canmount").equals("off")) {
            return Texts.refuse(cannot + "'canmount' property is set to 'off'");
        }
        if (node.mounted()) {
            return Texts.refuse(cannot + "filesystem already mounted");
        }
        Errno answer = Mounts.mount(kernel, node);
        return answer.ok() ? Answer.done("") : Texts.refuse(notMounted(kernel, node, answer));
    }

    Answer unmount(Line line) {
        Optional<Answer> misused = line.misused("afu", 1, 1, "filesystem");
        if (misused.isPresent()) {
            return misused.get();
        }
        String name = line.operands().getFirst();
        if (!kernel.has(name)) {
            return Texts.refuse(Texts.absent(name));
        }
        Node node = kernel.node(name);
        if (Mounts.point(kernel, node).equals("legacy")) {
            return Texts.refuse("cannot unmount '" + name + "': legacy mountpoint\n"
                    + "use umount(8) to unmount this filesystem");
        }
        return unmounted(node);
    }

    /// With all that is mounted below it; if one is busy, the others stay mounted.
    private Answer unmounted(Node node) {
        if (!node.mounted()) {
            return Texts.refuse("cannot unmount '" + node.name() + "': not currently mounted");
        }
        List<Node> all = new ArrayList<>();
        collect(node, all);
        for (Node each : all) {
            if (kernel.isOpen(each)) {
                return Texts.refuse(busy(kernel, each));
            }
        }
        all.reversed().forEach(each -> Mounts.unmount(kernel, each));
        return Answer.done("");
    }

    private static void collect(Node node, List<Node> mounted) {
        if (node.mounted()) {
            mounted.add(node);
        }
        node.children().forEach(child -> collect(child, mounted));
    }

    Answer rename(Line line) {
        Optional<Answer> misused = line.misused(kernel.version().number() < 20000 ? "rpf" : "rpfu", 2, 2,
                "target dataset");
        if (misused.isPresent()) {
            return misused.get();
        }
        String name = line.operands().getFirst();
        if (!kernel.has(name)) {
            return Texts.refuse(Texts.absent(name));
        }
        return name.indexOf('@') >= 0 ? renameSnap(name, line.operands().getLast(), line.has('r'))
                : renameHead(name, line.operands().getLast(), line);
    }

    private Answer renameSnap(String name, String target, boolean recursive) {
        int at = name.indexOf('@');
        String dataset = name.substring(0, at);
        String whole = target.startsWith("@") ? dataset + target : target.indexOf('@') < 0 ? dataset + "@" + target
                : target;
        if (!whole.startsWith(dataset + "@")) {
            return Texts.refuse("cannot rename to '" + whole + "': snapshots must be part of same dataset");
        }
        if (target.equals(name)) {
            return Answer.done("");
        }
        List<String> datasets = recursive ? below(kernel.node(dataset)) : List.of(dataset);
        List<Node> clones = kernel.version().isFuse() && !recursive ? clones(name) : List.of();
        Optional<Node> open = clones.stream().filter(each -> each.mounted() && kernel.isOpen(each)).findFirst();
        if (open.isPresent()) {
            return Texts.refuse(busy(kernel, open.get()));
        }
        Errno answer = kernel.changes().renameSnaps(datasets, name.substring(at + 1), whole.substring(at + 1));
        SequencedMap<Node, Errno> unmounted = clones.isEmpty() ? new LinkedHashMap<>()
                : Mounts.remount(kernel, clones.stream().filter(Node::mounted).toList(), clones.getFirst());
        return refused(answer.ok() ? "" : "cannot rename '" + name + "': " + (recursive && answer == Errno.EEXIST
                ? "a child dataset already has a snapshot with the new name" : Texts.of(answer)), unmounted);
    }

    /// What a rename says: why it was refused, if it was, and what was mounted before and could not be again.
    private Answer refused(String why, SequencedMap<Node, Errno> unmounted) {
        List<String> lines = new ArrayList<>(why.isEmpty() ? List.of() : List.of(why));
        unmounted.forEach((node, answer) -> lines.add(notMounted(kernel, node, answer)));
        return lines.isEmpty() ? Answer.done("") : Texts.refuse(String.join("\n", lines));
    }

    /// Datasets that depend on a snapshot.
    private List<Node> clones(String snapshot) {
        return Dependents.of(kernel, snapshot).stream().filter(name -> name.indexOf('@') < 0).map(kernel::node)
                .toList();
    }

    private static List<String> below(Node node) {
        List<String> names = new ArrayList<>(List.of(node.name()));
        node.children().forEach(child -> names.addAll(below(child)));
        return names;
    }

    private Answer renameHead(String name, String target, Line line) {
        if (target.indexOf('@') >= 0) {
            return Texts.refuse("cannot rename to '" + target + "': invalid character '@' in name");
        }
        if (target.equals(name)) {
            return Answer.done("");
        }
        if (target.indexOf('/') < 0) {
            return Texts.refuse("cannot create '" + target + "': missing dataset name");
        }
        if (!target.startsWith(kernel.root().name() + "/")) {
            return Texts.refuse("cannot create '" + target + "': no such pool '"
                    + target.substring(0, target.indexOf('/')) + "'");
        }
        Answer parents = making.parents(target, line.has('p'));
        if (parents.status() != 0) {
            return parents;
        }
        if (kernel.node(name).isRoot() || target.startsWith(name + "/")) {
            return Texts.refuse("cannot rename to '" + target
                    + "': New dataset name cannot be a descendant of current dataset name");
        }
        Optional<Node> open = line.has('u') ? Optional.empty() : open(kernel, kernel.node(name));
        if (open.isPresent()) {
            return Texts.refuse(busy(kernel, open.get()));
        }
        if (kernel.has(target)) {
            return refused("cannot rename '" + name + "': dataset already exists",
                    Mounts.notRenamed(kernel, kernel.node(name)));
        }
        return renamed(kernel.node(name), name, target, line.has('u'));
    }

    /// What is mounted of it is unmounted before anything is asked; the first one that cannot be.
    static Optional<Node> open(Kernel kernel, Node node) {
        return together(kernel, node).reversed().stream().filter(kernel::isOpen).findFirst();
    }

    /// What is mounted of it, with zfs-fuse of its clones as well (they depend on it: libzfs_changelist.c,
    /// `changelist_gather`).
    static List<Node> together(Kernel kernel, Node node) {
        List<Node> mounted = new ArrayList<>();
        collect(node, mounted);
        if (kernel.version().isFuse()) {
            Dependents.of(kernel, node.name()).stream().filter(name -> name.indexOf('@') < 0).map(kernel::node)
                    .filter(each -> each.mounted() && !mounted.contains(each)).forEach(mounted::addFirst);
        }
        return mounted;
    }

    private Answer renamed(Node node, String name, String target, boolean mountedMeanwhile) {
        boolean mounted = node.mounted();
        boolean open = kernel.isOpen(node);
        Errno answer = mountedMeanwhile ? kernel.changes().rename(name, target) : Mounts.renamed(kernel, node, target);
        if (answer.ok()) {
            return Answer.done("");
        }
        String why = mounted && open && answer == Errno.EBUSY ? busy(kernel, node)
                : "cannot rename '" + name + "': " + Texts.of(answer);
        return refused(why, node.destroyed() ? new LinkedHashMap<>() : Mounts.notRenamed(kernel, node));
    }
}
