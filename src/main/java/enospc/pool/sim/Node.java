package enospc.pool.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A dataset: its place in the tree, its space as of the last transaction group, and what is pending.
///
/// Only [Kernel] and its parts change one; others read.
public final class Node {

    private String name;
    Node parent;
    final List<Node> children = new ArrayList<>(2);
    /// Oldest first.
    final List<Snap> snaps = new ArrayList<>(2);
    Snap origin = Snap.NONE;
    boolean destroyed;
    final long born;

    // The directory's space: this dataset with its snapshots and all below.
    long used;
    long quota;
    long reserved;
    long usedByHead;
    long usedBySnaps;
    long usedByChildren;
    long usedByReservations;
    long usedByRefreservation;

    // The dataset's own.
    long referenced;
    long unique;
    long refquota;
    long refreserved;
    /// Limit of what the one user there is may use, 0 for none.
    long userquota;
    Extents live = new Extents();
    Extents dead = new Extents();

    final Pending pending = new Pending(this);
    Content content = new Content();
    /// Birth of the blocks written now: the newest snapshot's group, or that of one being taken.
    long birth;

    /// The group it was made in.
    long createTxg;
    /// The group that was open when a snapshot of it was asked for last, whatever came of that (`ds_trysnap_txg`).
    long triedTxg;
    boolean mounted;
    /// A file is open in it until this time; a dead process closes its files when its call returns.
    long openUntil = -1;
    /// Until then the kernel has not let go of it after an unmount.
    long heldUntil = -1;

    private final TreeMap<String, String> properties = new TreeMap<>();
    private SequencedMap<String, String> userCache = Collections.emptyNavigableMap();
    private SequencedMap<String, String> userAbove = Collections.emptyNavigableMap();
    private boolean userChanged;
    private long userCacheAge = -1;

    Node(String name, Node parent, long epochSeconds) {
        this.name = name;
        this.parent = parent;
        this.born = epochSeconds;
    }

    public String name() {
        return name;
    }

    void name(String name) {
        this.name = name;
    }

    /// Whether it is the pool's own dataset.
    public boolean isRoot() {
        return parent == null;
    }

    /// The group of the snapshot before the head, 0 for none: younger blocks are its own alone.
    long previousTxg() {
        return snaps.isEmpty() ? origin.txg : snaps.getLast().txg;
    }

    /// The group of the snapshot before the `index`-th.
    long previousTxg(int index) {
        return index == 0 ? origin.txg : snaps.get(index - 1).txg;
    }

    /// Whether a snapshot was asked for in a group that is not on disk: until it is, every block on disk may be that
    /// snapshot's, and nothing written over or removed counts as freed (dsl_dataset.c, `dsl_dataset_prev_snap_txg`).
    boolean awaitsSnapshot(long syncedTxg) {
        return triedTxg > syncedTxg;
    }

    /// Index of the snapshot, or -1.
    int indexOf(String leaf) {
        for (int i = 0; i < snaps.size(); i++) {
            if (snaps.get(i).leaf().equals(leaf)) {
                return i;
            }
        }
        return -1;
    }

    /// Itself and all below it, each before what is below that.
    public List<Node> tree() {
        List<Node> all = new ArrayList<>(List.of(this));
        children.forEach(child -> all.addAll(child.tree()));
        return all;
    }

    /// Whether it is `other` or lies below it.
    public boolean isWithin(Node other) {
        for (Node node = this; node != null; node = node.parent) {
            if (node == other) {
                return true;
            }
        }
        return false;
    }

    void adopt(Node child) {
        child.parent = this;
        int at = children.size();
        while (at > 0 && children.get(at - 1).name.compareTo(child.name) > 0) {
            at--;
        }
        children.add(at, child);
    }

    /// User properties, inherited ones as well, in order of name.
    ///
    /// @param age number of the last change of any user property in the pool
    SequencedMap<String, String> user(long age) {
        if (userCacheAge != age) {
            SequencedMap<String, String> above = isRoot() ? userAbove : parent.user(age);
            if (above != userAbove || userChanged) {
                userAbove = above;
                userChanged = false;
                userCache = Properties.merged(above, properties);
            }
            userCacheAge = age;
        }
        return userCache;
    }

    /// Gives a property a local value; to be followed by [Kernel#propertiesChanged].
    void put(String property, String value) {
        properties.put(property, value);
        userChanged |= Properties.isUser(property);
    }

    /// Takes a local value back; to be followed by the same.
    void inherit(String property) {
        properties.remove(property);
        userChanged |= Properties.isUser(property);
    }

    public List<Node> children() {
        return Collections.unmodifiableList(children);
    }

    public List<Snap> snaps() {
        return Collections.unmodifiableList(snaps);
    }

    public Snap origin() {
        return origin;
    }

    /// The transaction group it was made in; of two made in one, the order is not known.
    public long createTxg() {
        return createTxg;
    }

    public boolean mounted() {
        return mounted;
    }

    /// Its content, which nobody else has any more when this returns.
    Content own() {
        content = content.forWriting();
        return content;
    }

    /// A process keeps a file of it open until then.
    void hold(long untilNanos) {
        openUntil = Math.max(openUntil, untilNanos);
    }

    /// Seconds since 1970.
    public long createdSeconds() {
        return born;
    }

    public long usedBytes() {
        return used;
    }

    public long referencedBytes() {
        return referenced;
    }

    /// Bytes written since the newest snapshot.
    public long writtenBytes() {
        return unique;
    }

    /// Whether it is gone: a name looked up before a wait may be.
    public boolean destroyed() {
        return destroyed;
    }

    /// The local value of a native or user property; empty if there is none.
    public String local(String property) {
        return properties.getOrDefault(property, "");
    }

    /// The dataset above.
    ///
    /// @throws IllegalStateException for the root
    public Node parent() {
        if (isRoot()) {
            throw new IllegalStateException(name + " has no parent");
        }
        return parent;
    }

    /// Whether it has a snapshot of that name.
    public boolean hasSnap(String leaf) {
        return indexOf(leaf) >= 0;
    }

    public long quotaBytes() {
        return quota;
    }

    public long refquotaBytes() {
        return refquota;
    }

    public long reservationBytes() {
        return reserved;
    }

    public long refreservationBytes() {
        return refreserved;
    }

    public long usedByDatasetBytes() {
        return usedByHead;
    }

    public long usedBySnapshotsBytes() {
        return usedBySnaps;
    }

    public long usedByChildrenBytes() {
        return usedByChildren + usedByReservations;
    }

    public long usedByRefreservationBytes() {
        return usedByRefreservation;
    }
}
