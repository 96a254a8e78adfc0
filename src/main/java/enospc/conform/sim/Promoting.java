package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Node;
import enospc.pool.sim.Snap;
import java.util.List;
import java.util.Optional;

/// `zfs promote`.
final class Promoting {

    private final Kernel kernel;

    Promoting(Kernel kernel) {
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

    /// Of what moves, the youngest is looked at first (dsl_dataset.c, `dsl_dataset_promote_check`).
    private static String conflict(Node clone, Snap origin) {
        Node owner = origin.node();
        List<Snap> moving = owner.snaps().subList(0, owner.snaps().indexOf(origin) + 1);
        String leaf = moving.reversed().stream().map(Snap::leaf).filter(clone::hasSnap).findFirst()
                .orElse(origin.leaf());
        return "conflicting snapshot '" + leaf + "' from parent '" + origin.name() + "'";
    }
}
