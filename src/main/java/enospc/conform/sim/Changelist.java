package enospc.conform.sim;

import enospc.pool.sim.Errno;
import enospc.pool.sim.Kernel;
import enospc.pool.sim.Mounts;
import enospc.pool.sim.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What `zfs` unmounts before something gets another name or goes, and mounts again after: on OpenZFS a dataset and all
/// below it, on zfs-fuse all that depends on it, its clones as well (libzfs_changelist.c, `changelist_gather`).
final class Changelist {

    private final Kernel kernel;
    /// By mountpoint: in this order they are mounted, and the other way round unmounted.
    private final List<Node> nodes;
    private final List<Node> mounted;

    private Changelist(Kernel kernel, List<Node> nodes) {
        this.kernel = kernel;
        this.nodes = nodes.stream().sorted(Comparator.comparing(node -> Mounts.point(kernel, node))).toList();
        this.mounted = this.nodes.stream().filter(Node::mounted).toList();
    }

    /// @param name of a dataset, or with zfs-fuse of a snapshot
    static Changelist of(Kernel kernel, String name) {
        List<Node> nodes = new ArrayList<>();
        if (kernel.version().isFuse()) {
            Dependents.of(kernel, name).stream().filter(each -> each.indexOf('@') < 0).map(kernel::node)
                    .forEach(nodes::add);
            if (name.indexOf('@') < 0) {
                nodes.add(kernel.node(name));
            }
        } else {
            nodes.addAll(kernel.node(name).tree());
        }
        return new Changelist(kernel, nodes);
    }

    /// The first that cannot be unmounted.
    Optional<Node> open() {
        return mounted.reversed().stream().filter(kernel::isOpen).findFirst();
    }

    /// Whether a dataset, or one below it, was unmounted just now and is not let go yet.
    boolean held(String name) {
        return nodes.stream().anyMatch(each -> each.isWithin(kernel.node(name)) && kernel.held(each));
    }

    /// Names of a dataset and of all below it, as they are unmounted.
    List<String> within(String name) {
        Node top = kernel.node(name);
        return nodes.reversed().stream().filter(each -> each.isWithin(top)).map(Node::name).toList();
    }

    void unmount() {
        mounted.reversed().forEach(each -> Mounts.unmount(kernel, each));
    }

    /// Mounts what was mounted and is there (`changelist_postfix`). On zfs-fuse the mount directory of the first goes
    /// before; where there is no room to make it again, that one stays unmounted.
    ///
    /// @return what is said of each that could not be mounted
    List<String> mount() {
        if (!nodes.isEmpty() && kernel.version().isFuse() && !nodes.getFirst().mounted()) {
            Node first = nodes.getFirst();
            Mounts.gone(kernel, first.parent(), first.name());
        }
        List<String> said = new ArrayList<>();
        for (Node each : mounted) {
            if (!each.mounted() && !each.destroyed()) {
                Errno answer = Mounts.mount(kernel, each);
                if (!answer.ok()) {
                    said.add(Mounting.notMounted(kernel, each, answer));
                }
            }
        }
        return said;
    }
}
