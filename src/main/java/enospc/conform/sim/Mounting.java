package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Mounts;
import enospc.pool.sim.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        List<Node> all = node.tree().stream().filter(Node::mounted).toList();
        for (Node each : all) {
            if (kernel.isOpen(each)) {
                return Texts.refuse(busy(kernel, each));
            }
        }
        all.reversed().forEach(each -> Mounts.unmount(kernel, each));
        return Answer.done("");
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
        List<String> datasets = recursive ? kernel.node(dataset).tree().stream().map(Node::name).toList()
                : List.of(dataset);
        Optional<Changelist> clones = kernel.version().isFuse() && !recursive
                ? Optional.of(Changelist.of(kernel, name)) : Optional.empty();
        Optional<Node> open = clones.flatMap(Changelist::open);
        if (open.isPresent()) {
            return Texts.refuse(busy(kernel, open.get()));
        }
        clones.ifPresent(Changelist::unmount);
        Errno answer = kernel.changes().renameSnaps(datasets, name.substring(at + 1), whole.substring(at + 1));
        return said(answer.ok() ? "" : "cannot rename '" + name + "': " + (recursive && answer == Errno.EEXIST
                ? "a child dataset already has a snapshot with the new name" : Texts.of(answer)),
                clones.map(Changelist::mount).orElse(List.of()));
    }

    /// @param why       it was refused, or empty
    /// @param unmounted what is said of those that were mounted before and could not be again
    private static Answer said(String why, List<String> unmounted) {
        List<String> lines = new ArrayList<>(why.isEmpty() ? List.of() : List.of(why));
        lines.addAll(unmounted);
        return lines.isEmpty() ? Answer.done("") : Texts.refuse(String.join("\n", lines));
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
        if (line.has('u')) {
            Errno answer = kernel.changes().rename(name, target);
            return said(answer.ok() ? "" : "cannot rename '" + name + "': " + Texts.of(answer), List.of());
        }
        Changelist list = Changelist.of(kernel, name);
        Optional<Node> open = list.open();
        return open.isPresent() ? Texts.refuse(busy(kernel, open.get())) : renamed(name, target, list);
    }

    private Answer renamed(String name, String target, Changelist list) {
        list.unmount();
        Node parent = kernel.node(name).parent();
        List<String> moved = list.within(name);
        boolean held = !kernel.has(target) && list.held(name);
        Errno answer = held ? Errno.EBUSY : kernel.changes().rename(name, target);
        if (answer.ok()) {
            moved.forEach(each -> Mounts.gone(kernel, parent, each));
        }
        return said(answer.ok() ? "" : "cannot rename '" + name + "': " + Texts.of(answer), list.mount());
    }
}
