package enospc.pool.sim;

import java.util.HashMap;
import java.util.Map;

/// The datasets of a pool by name, and their snapshots.
final class Tree {

    private final Map<String, Node> nodes = new HashMap<>();
    /// Each name is cut up once: an installer asks for the same few again and again.
    private final Map<String, Parts> snapNames = new HashMap<>();

    /// The name of a snapshot, cut up.
    private record Parts(String dataset, String leaf) {

        static Parts of(String name) {
            int at = name.indexOf('@');
            return new Parts(name.substring(0, at), name.substring(at + 1));
        }
    }

    boolean has(String name) {
        return nodes.containsKey(name) || snap(name).exists();
    }

    /// @throws IllegalArgumentException if there is no dataset of that name
    Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no dataset " + name);
        }
        return node;
    }

    /// The snapshot of that whole name, or one that does not [Snap#exists].
    Snap snap(String name) {
        if (name.indexOf('@') < 0) {
            return Snap.NONE;
        }
        Parts parts = snapNames.computeIfAbsent(name, Parts::of);
        Node node = nodes.get(parts.dataset);
        int index = node == null ? -1 : node.indexOf(parts.leaf);
        return index < 0 ? Snap.NONE : node.snaps.get(index);
    }

    void add(Node node) {
        nodes.put(node.name(), node);
    }

    void remove(String name) {
        nodes.remove(name);
    }
}
