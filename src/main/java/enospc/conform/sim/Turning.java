package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Node;
import enospc.pool.sim.Snap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `zfs promote`, `hold` and `release`: what turns on a snapshot.
final class Turning {

    private final Kernel kernel;

    Turning(Kernel kernel) {
        this.kernel = kernel;
    }

    Answer promote(Line line) {
        Optional<Answer> misused = line.misused("", 1, 1, "clone filesystem");
        if (misused.isPresent()) {
            return misused.get();
        }
        String name = line.operands().getFirst();
        if (name.indexOf('@') >= 0) {
            return Texts.refuse("cannot open '" + name + "': operation not applicable to datasets of this type");
        }
        if (!kernel.has(name)) {
            return Texts.refuse(Texts.absent(name));
        }
        Node clone = kernel.node(name);
        Snap origin = clone.origin();
        Errno answer = origin.exists() ? kernel.changes().promote(name) : Errno.EINVAL;
        String cannot = "cannot promote '" + name + "': ";
        return switch (answer) {
            case OK -> Answer.done("");
            case EINVAL -> Texts.refuse(cannot + "not a cloned filesystem");
            case EEXIST -> Texts.refuse(cannot + conflict(clone, origin));
            default -> Texts.refuse(cannot + Texts.of(answer));
        };
    }

    private static String conflict(Node clone, Snap origin) {
        Node owner = origin.node();
        String leaf = owner.snaps().stream().map(Snap::leaf).filter(clone::hasSnap).findFirst().orElse(origin.leaf());
        return "conflicting snapshot '" + leaf + "' from parent '" + origin.name() + "'";
    }

    Answer hold(Line line) {
        return held(line, "hold");
    }

    Answer release(Line line) {
        return held(line, "release");
    }

    private Answer held(Line line, String verb) {
        Optional<Answer> misused = line.misused("r", 2, 2, "snapshot");
        if (misused.isPresent()) {
            return misused.get();
        }
        String tag = line.operands().getFirst();
        String name = line.operands().getLast();
        if (name.indexOf('@') < 0) {
            return Texts.refuse("'" + name + "' is not a snapshot");
        }
        boolean fuse = kernel.version().isFuse();
        boolean recursive = line.has('r');
        String dataset = name.substring(0, name.indexOf('@'));
        String opened = fuse || recursive ? dataset : name;
        if (!kernel.has(opened)) {
            return Texts.refuse(Texts.absent(opened));
        }
        boolean hold = verb.equals("hold");
        List<String> names = recursive ? below(kernel.node(dataset), name.substring(dataset.length() + 1))
                : List.of(name);
        Errno answer = names.isEmpty() ? Errno.ENOENT
                : hold ? kernel.changes().hold(names, tag) : kernel.changes().release(names, tag);
        if (answer.ok()) {
            return Answer.done("");
        }
        String failed = answer == Errno.ENOENT ? name : refused(names, tag, hold).orElse(name);
        String cannot = hold ? "cannot hold " + (fuse ? "" : "snapshot ") + "'" + failed + "': "
                : "cannot release " + (fuse ? "'" + tag + "' from" : "hold from snapshot") + " '" + failed + "': ";
        return Texts.refuse(cannot + switch (answer) {
            case EEXIST -> "tag already exists on this dataset";
            case ESRCH -> "no such tag on this dataset";
            default -> Texts.of(answer);
        });
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

    /// Which one a refusal names: of holds the last that has the tag, of releases the first that has it not.
    private Optional<String> refused(List<String> names, String tag, boolean hold) {
        return (hold ? names.reversed() : names).stream()
                .filter(each -> kernel.snap(each).holds().contains(tag) == hold).findFirst();
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
