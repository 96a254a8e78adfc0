package enospc.pool.sim;

import java.util.ArrayList;
import java.util.List;

/// What datasets hold at the moment their transaction group is closed: what their snapshots will show.
final class Capture {

    private final List<String> datasets;
    private final List<Node> nodes = new ArrayList<>(1);
    private final List<Content> contents = new ArrayList<>(1);
    private long txg;

    Capture(List<String> datasets) {
        this.datasets = datasets;
    }

    /// From now on, blocks of these datasets are younger than the snapshots of group `closing`.
    void take(Kernel kernel, long closing) {
        txg = closing;
        for (String name : datasets) {
            if (kernel.has(name)) {
                Node node = kernel.node(name);
                nodes.add(node);
                contents.add(node.content.share());
                node.birth = closing;
            }
        }
    }

    long txg() {
        return txg;
    }

    /// The content of one of them; of a dataset that took the name meanwhile, what it holds now.
    Content of(Node node) {
        int at = nodes.indexOf(node);
        return at < 0 ? node.content.share() : contents.get(at);
    }
}
