package enospc.pool.sim;

import enospc.pool.Command;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// `zfs destroy`: a dataset, a snapshot, or a tree of both, one after the other.
final class Destruction {

    private final Kernel kernel;

    Destruction(Kernel kernel) {
        this.kernel = kernel;
    }

    Reply destroy(Command.Destroy destroy) {
        String name = destroy.name();
        if (!kernel.has(name)) {
            return Refusal.absent(name);
        }
        if (name.indexOf('@') >= 0) {
            return destroySnap(name, destroy.recursive());
        }
        Node node = kernel.node(name);
        if (!destroy.recursive() && !(node.children.isEmpty() && node.snaps.isEmpty())) {
            return new Reply.Refused(Why.DEPENDENTS, "cannot destroy '" + name + "': filesystem has children");
        }
        if (clonedOutside(node, node)) {
            return new Reply.Refused(Why.DEPENDENTS, "cannot destroy '" + name + "': filesystem has dependent clones");
        }
        return destroyTree(name);
    }

    private static boolean clonedOutside(Node node, Node top) {
        for (Snap snap : node.snaps) {
            for (Node clone : snap.clones) {
                if (!clone.isWithin(top)) {
                    return true;
                }
            }
        }
        for (Node child : node.children) {
            if (clonedOutside(child, top)) {
                return true;
            }
        }
        return false;
    }

    /// Children first, clones before what they came from; each dataset by itself, and the rest goes on after a refusal.
    private Reply destroyTree(String name) {
        Reply worst = Reply.Done.DONE;
        if (!kernel.has(name)) {
            return Reply.Done.DONE;
        }
        for (String child : names(kernel.node(name).children, Node::name).reversed()) {
            Reply reply = destroyTree(child);
            worst = worst.done() ? reply : worst;
        }
        for (String snap : snapsOf(name)) {
            Reply reply = destroySnap(snap, true);
            worst = worst.done() ? reply : worst;
        }
        Reply own = worst.done() ? destroyHead(name) : Reply.Done.DONE;
        return worst.done() ? own : worst;
    }

    private List<String> snapsOf(String name) {
        return kernel.has(name) ? names(kernel.node(name).snaps, Snap::name) : List.of();
    }

    /// As they are now: what they name may be gone after the next wait.
    private static <T> List<String> names(List<T> all, Function<T, String> name) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>(all.size());
        for (T each : all) {
            names.add(name.apply(each));
        }
        return names;
    }

    private Reply destroyHead(String name) {
        if (!kernel.has(name)) {
            return Reply.Done.DONE;
        }
        Node node = kernel.node(name);
        if (node.mounted && !Mounts.unmount(kernel, node).ok()) {
            return Refusal.busy("cannot unmount '" + name + "': pool or dataset is busy");
        }
        Errno answer = Mounts.destroyed(kernel, name);
        return answer.ok() ? Reply.Done.DONE : Refusal.of(answer, "cannot destroy '" + name + "': " + switch (answer) {
            case ENOENT -> "dataset does not exist";
            case EEXIST -> "dataset already exists";
            default -> "dataset is busy";
        });
    }

    private Reply destroySnap(String name, boolean recursive) {
        if (!kernel.has(name)) {
            return recursive ? Reply.Done.DONE : Refusal.absent(name);
        }
        if (recursive) {
            for (String clone : names(kernel.snap(name).clones, Node::name)) {
                Reply reply = destroyTree(clone);
                if (!reply.done()) {
                    return reply;
                }
            }
        }
        Errno answer = kernel.changes().destroySnap(name, false);
        return switch (answer) {
            case OK -> Reply.Done.DONE;
            case EDEPENDENTS -> new Reply.Refused(Why.DEPENDENTS,
                    "cannot destroy '" + name + "': snapshot has dependent clones");
            default -> Refusal.of(answer, "cannot destroy '" + name + "': "
                    + (answer == Errno.ENOENT ? "dataset does not exist" : "dataset is busy"));
        };
    }
}
