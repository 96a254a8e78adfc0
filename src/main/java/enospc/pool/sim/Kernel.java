package enospc.pool.sim;

import enospc.world.Chance;
import enospc.world.Clock;
import enospc.world.Seed;
import java.util.SequencedMap;

/// A pool as the kernel keeps it: datasets by name, transaction groups, and the one gate that writes pass.
///
/// Two faces stand on it: [SimPool] for commands as data, and a shell for command lines. One lane runs at a time, and
/// others run during every wait; so a [Node] that was looked up before a wait may be gone after it ([Node#destroyed]).
public final class Kernel {

    /// Metadata of a new pool, charged to its root: seen on OpenZFS 2.1.11.
    private static final long POOL_BYTES = 100_000;
    /// An open group of this much is closed: 20 % of 4 GiB, a tenth of memory (zfs_dirty_data_sync_percent).
    private static final long DIRTY_BYTES = 800L << 20;

    private final Clock clock;
    private final Version version;
    private final Profile profile;
    private final Chance latency;
    private final Tree tree = new Tree();
    private final Node root;
    private final TxGroups txgs;
    private final Space space;
    private final Admission admission;
    private final Unsynced unsynced;
    private final Gate gate;
    private final Changes changes;
    private final SimLog log;
    private long propertyAge;

    /// A new pool `name` on a file vdev of so many bytes, with its root dataset, mounted.
    public Kernel(Clock clock, Seed seed, Version version, Profile profile, String name, long vdevBytes) {
        this.clock = clock;
        this.version = version;
        this.profile = profile;
        this.latency = seed.stream("latency " + name);
        this.root = new Node(name, null, clock.epochSeconds());
        long dspace = version.deflatedBytes(vdevBytes);
        this.space = new Space(dspace, version.slopBytes(dspace), root);
        this.admission = new Admission(version, space);
        this.unsynced = new Unsynced(version, space);
        this.txgs = new TxGroups(clock, seed.stream("sync " + name), version, profile, unsynced);
        this.gate = new Gate(clock, txgs, admission);
        this.log = new SimLog(name, version);
        this.changes = new Changes(this, txgs, space, version);
        tree.add(root);
        root.mounted = true;
        Charge.born(root, 0, version.datasetBytes());
        Charge.pool(root, POOL_BYTES);
    }

    public Version version() {
        return version;
    }

    public Profile profile() {
        return profile;
    }

    public Clock clock() {
        return clock;
    }

    /// The pool's root dataset.
    public Node root() {
        return root;
    }

    /// What may be done to the tree and its limits; each is one sync task.
    public Changes changes() {
        return changes;
    }

    SimLog log() {
        return log;
    }

    /// Bytes of the pool, its slop included.
    public long sizeBytes() {
        return space.size();
    }

    /// Bytes of destroyed datasets that are not free yet.
    public long freeingBytes() {
        return space.freeing();
    }

    /// Number of the newest transaction group on disk.
    public long txg() {
        txgs.catchUp();
        return txgs.synced();
    }

    /// How often a write was told to wait for a transaction group.
    public long waits() {
        return gate.waits();
    }

    /// What lets writes in.
    Gate gate() {
        return gate;
    }

    /// Each transaction group from the next on takes `factor` times as long; 1 for as before.
    void slow(int factor) {
        txgs.catchUp();
        txgs.slow(factor);
    }

    /// A draw from one of the profile's distributions.
    public long draw(Spread spread) {
        return spread.draw(latency);
    }

    /// Lets a command's own time pass; the pool is up to date afterwards.
    public void pause(long nanos) {
        clock.sleepNanos(nanos);
        txgs.catchUp();
    }

    public boolean has(String name) {
        return tree.has(name);
    }

    /// The dataset of that name.
    ///
    /// @throws IllegalArgumentException if there is none: ask [#has] first
    public Node node(String name) {
        return tree.node(name);
    }

    /// The snapshot of that whole name, or one that does not [Snap#exists].
    public Snap snap(String name) {
        return tree.snap(name);
    }

    void index(Node node) {
        tree.add(node);
    }

    void forget(String name) {
        tree.remove(name);
    }

    public SequencedMap<String, String> user(Node node) {
        return node.user(propertyAge);
    }

    /// User properties of a snapshot: its own over its dataset's.
    public SequencedMap<String, String> user(Snap snap) {
        return Properties.merged(snap.node.user(propertyAge), snap.properties);
    }

    void propertiesChanged() {
        propertyAge++;
    }

    /// The `available` property, bytes.
    public long available(Node node) {
        return space.available(node);
    }

    /// The value of an inheritable native property, or `otherwise` if nobody above has set it.
    public String inherited(Node node, String property, String otherwise) {
        for (Node at = node; at != null; at = at.parent) {
            String value = at.local(property);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return otherwise;
    }

    /// A process opens a file of the dataset and keeps it open until [#close].
    public void open(Node node) {
        node.openUntil = Long.MAX_VALUE;
    }

    /// Whether a process has a file of it open.
    public boolean isOpen(Node node) {
        return node.openUntil >= clock.nanos();
    }

    public void close(Node node) {
        node.openUntil = -1;
    }

    /// Whether a file is open in it, or the kernel has not let go of it yet.
    public boolean busy(Node node) {
        return node.openUntil >= clock.nanos() || held(node);
    }

    /// Whether an unmount is not quite over: zfs-fuse lets go of a dataset up to 100 ms later, as seen.
    public boolean held(Node node) {
        return node.heldUntil >= clock.nanos();
    }

    /// Brings the pool up to date after a sleep.
    void catchUp() {
        txgs.catchUp();
    }

    /// It closes its file now; another that holds one longer is not touched.
    void release(Node node) {
        if (node.openUntil <= clock.nanos()) {
            node.openUntil = -1;
        }
    }

    Admission admission() {
        return admission;
    }

    long syncedTxg() {
        return txgs.synced();
    }

    long openTxg() {
        return txgs.open();
    }

    /// Blocks are dirtied: estimates of a dataset and of all above it grow (dsl_dir.c, `dsl_dir_willuse_space`).
    ///
    /// @param bytes before inflation
    void dirty(Node node, long bytes) {
        Renewal.chain(this, node);
        unsynced.expect(txgs.open(), node, version.inflation() * bytes);
    }

    /// Blocks will be born in the open group.
    void write(Node node, long bytes) {
        unsynced.write(txgs.open(), node, bytes);
    }

    /// Blocks will be freed by the open group.
    void free(Node node, long birth, long bytes) {
        unsynced.free(txgs.open(), node, birth, bytes);
    }

    /// Closes the open group if it holds as much as one may.
    void throttle() {
        if (unsynced.bytesOf(txgs.open()) > DIRTY_BYTES) {
            txgs.push();
        }
    }

    /// Waits until the open group is closed.
    void awaitOpen() {
        txgs.awaitOpen();
    }

    /// Waits for so many transaction groups, the open one first.
    public void sync(int groups) {
        for (int i = 0; i < groups; i++) {
            txgs.catchUp();
            txgs.awaitSynced(txgs.open());
        }
    }
}
