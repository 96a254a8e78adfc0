package enospc.pool.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// A snapshot: the blocks a dataset had when a transaction group was synced.
public final class Snap {

    /// Stands for "no snapshot": the origin of what is not a clone.
    static final Snap NONE = new Snap();

    Node node;
    private String leaf;
    /// Put together when it was asked for last, of its dataset's name as it was then.
    private String name = "";
    private String nameOfNode = "";
    final long txg;
    final long born;
    long referenced;
    long unique;
    /// Its blocks, by birth.
    Extents live = new Extents();
    /// Blocks that the snapshot before it has and it has not.
    Extents dead = new Extents();
    final Content content;
    final List<Node> clones = new ArrayList<>(2);
    final TreeMap<String, String> properties = new TreeMap<>();
    final TreeSet<String> holds = new TreeSet<>();
    boolean deferred;

    private Snap() {
        this.leaf = "";
        this.txg = 0;
        this.born = 0;
        this.content = new Content();
    }

    Snap(Node node, String leaf, long txg, long epochSeconds, Content content) {
        this.node = node;
        this.leaf = leaf;
        this.txg = txg;
        this.born = epochSeconds;
        this.content = content;
    }

    /// False for the one that stands for none.
    public boolean exists() {
        return this != NONE;
    }

    /// The whole name, `pool/dataset@snapshot`; empty for none.
    public String name() {
        if (exists() && nameOfNode != node.name()) {
            nameOfNode = node.name();
            name = nameOfNode + "@" + leaf;
        }
        return name;
    }

    void leaf(String leaf) {
        this.leaf = leaf;
        this.nameOfNode = "";
    }

    /// The transaction group it was taken in.
    public long createTxg() {
        return txg;
    }

    /// The local value of a user property; empty if there is none.
    public String local(String property) {
        return properties.getOrDefault(property, "");
    }

    /// The part behind the `@`.
    public String leaf() {
        return leaf;
    }

    public Node node() {
        return node;
    }

    public long referencedBytes() {
        return referenced;
    }

    /// What destroying it would free.
    public long usedBytes() {
        return unique;
    }

    /// Seconds since 1970.
    public long createdSeconds() {
        return born;
    }

    public List<Node> clones() {
        return Collections.unmodifiableList(clones);
    }

    public List<String> holds() {
        return List.copyOf(holds);
    }

    /// Whether it goes with its last clone or hold.
    public boolean deferred() {
        return deferred;
    }
}
