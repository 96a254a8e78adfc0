package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Node;
import enospc.pool.sim.Snap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `zfs hold`, `release` and `holds`.
final class Holding {

    private final Kernel kernel;

    Holding(Kernel kernel) {
        this.kernel = kernel;
    }

    Answer hold(Line line) {
        return held(line, true);
    }

    Answer release(Line line) {
        return held(line, false);
    }

    private Answer held(Line line, boolean hold) {
        Optional<Answer> misused = line.misused("r", 2, 2, "snapshot");
        if (misused.isPresent()) {
            return misused.get();
        }
        String tag = line.operands().getFirst();
        String name = line.operands().getLast();
        if (name.indexOf('@') < 0) {
            return Texts.refuse("'" + name + "' is not a snapshot");
        }
        String dataset = name.substring(0, name.indexOf('@'));
        if (!kernel.has(dataset)) {
            return Texts.refuse(Texts.absent(dataset));
        }
        if (!hold && !kernel.version().isFuse()) {
            return releasedAny(name, line.has('r'), tag);
        }
        List<String> names = line.has('r') ? below(kernel.node(dataset), name.substring(dataset.length() + 1))
                : kernel.has(name) ? List.of(name) : List.of();
        return hold ? heldAll(name, names, tag) : releasedAll(name, names, tag);
    }

    /// All of them, or none. A refusal names the topmost that has the tag.
    private Answer heldAll(String name, List<String> names, String tag) {
        Errno answer = names.isEmpty() ? Errno.ENOENT : kernel.changes().hold(names, tag);
        String failed = answer == Errno.ENOENT ? name : names.reversed().stream()
                .filter(each -> kernel.snap(each).holds().contains(tag)).findFirst().orElse(name);
        return answer.ok() ? Answer.done("") : Texts.refuse("cannot hold "
                + (kernel.version().isFuse() ? "" : "snapshot ") + "'" + failed + "': "
                + (answer == Errno.EEXIST ? "tag already exists on this dataset" : Texts.of(answer)));
    }

    /// All of them, or none: zfs-fuse. A refusal names the lowest that has it not.
    private Answer releasedAll(String name, List<String> names, String tag) {
        Errno answer = names.isEmpty() ? Errno.ENOENT : kernel.changes().release(names, tag);
        String failed = answer == Errno.ENOENT ? name
                : names.stream().filter(each -> !kernel.snap(each).holds().contains(tag)).findFirst().orElse(name);
        return answer.ok() ? Answer.done("")
                : Texts.refuse("cannot release '" + tag + "' from '" + failed + "': " + noTag(answer));
    }

    /// OpenZFS lets go of those that have the tag. It refuses only if none has, in the name of the first, for what was
    /// wrong with the last one it looked at (libzfs_dataset.c, `zfs_release_one`).
    private Answer releasedAny(String name, boolean recursive, String tag) {
        List<String> held = new ArrayList<>();
        Node top = kernel.node(name.substring(0, name.indexOf('@')));
        Errno wrong = holders(top, name.substring(name.indexOf('@') + 1), recursive, tag, held);
        Errno answer = held.isEmpty() ? wrong : kernel.changes().release(held, tag);
        return answer.ok() ? Answer.done("")
                : Texts.refuse("cannot release hold from snapshot '" + name + "': " + noTag(answer));
    }

    private static Errno holders(Node node, String leaf, boolean recursive, String tag, List<String> held) {
        Optional<Snap> own = node.snaps().stream().filter(snap -> snap.leaf().equals(leaf)).findFirst();
        boolean has = own.filter(snap -> snap.holds().contains(tag)).isPresent();
        if (has) {
            held.add(own.get().name());
        }
        Errno wrong = own.isEmpty() ? Errno.ENOENT : has ? Errno.OK : Errno.ESRCH;
        for (Node child : recursive ? node.children() : List.<Node>of()) {
            Errno below = holders(child, leaf, true, tag, held);
            wrong = below.ok() ? wrong : below;
        }
        return wrong;
    }

    private static String noTag(Errno answer) {
        return answer == Errno.ESRCH ? "no such tag on this dataset" : Texts.of(answer);
    }

    /// Snapshots of that name, of what lies below before that of the dataset itself: the order of the kernel.
    static List<String> below(Node node, String leaf) {
        List<String> names = new ArrayList<>();
        node.children().forEach(child -> names.addAll(below(child, leaf)));
        if (node.hasSnap(leaf)) {
            names.add(node.name() + "@" + leaf);
        }
        return names;
    }

    /// `zfs holds`: tags of a snapshot.
    Answer holds(Line line) {
        StringBuilder out = new StringBuilder();
        for (String name : line.operands()) {
            if (!kernel.has(name)) {
                return Texts.refuse(Texts.absent(name));
            }
            kernel.snap(name).holds().forEach(tag -> out.append(name).append('\t').append(tag).append('\n'));
        }
        return Answer.done(out.toString());
    }
}
