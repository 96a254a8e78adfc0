package enospc.conform.sim;

import enospc.pool.sim.Kernel;
import enospc.pool.sim.Node;
import enospc.pool.sim.Snap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What must go before a dataset or snapshot can, as libzfs finds it out (of zfs-fuse, libzfs_graph.c): children
/// and snapshots of a dataset, clones of a snapshot, and theirs; the deepest first, and the older before the younger.
final class Dependents {

    private final Kernel kernel;
    private final boolean loops;
    private final List<String> names = new ArrayList<>();
    private final Set<String> entered = new HashSet<>();
    private Optional<String> loop = Optional.empty();

    private Dependents(Kernel kernel, boolean loops) {
        this.kernel = kernel;
        this.loops = loops;
    }

    /// Names of all that depends on `name`, itself left out.
    static List<String> of(Kernel kernel, String name) {
        Dependents found = new Dependents(kernel, true);
        found.visit(name);
        found.names.remove(name);
        return found.names;
    }

    /// The first name that depends on itself: a promotion may make its parent a clone of its snapshot.
    static Optional<String> loop(Kernel kernel, String name) {
        Dependents found = new Dependents(kernel, false);
        found.visit(name);
        return found.loop;
    }

    private void visit(String name) {
        if (loop.isPresent()) {
            return;
        }
        if (!entered.add(name)) {
            boolean open = !names.contains(name);
            loop = open && !loops ? Optional.of(name) : Optional.empty();
            return;
        }
        next(name).forEach(this::visit);
        names.add(name);
    }

    private List<String> next(String name) {
        if (name.indexOf('@') >= 0) {
            return kernel.snap(name).clones().stream().sorted(Comparator.comparingLong(Node::createTxg))
                    .map(Node::name).toList();
        }
        record Part(String name, long txg) { }
        List<Part> parts = new ArrayList<>();
        kernel.node(name).children().forEach(child -> parts.add(new Part(child.name(), child.createTxg())));
        for (Snap snap : kernel.node(name).snaps()) {
            parts.add(new Part(snap.name(), snap.createTxg()));
        }
        return parts.stream().sorted(Comparator.comparingLong(Part::txg)).map(Part::name).toList();
    }
}
