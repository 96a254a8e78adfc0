package enospc.pool.sim;

import enospc.world.Chance;
import enospc.world.Clock;
import enospc.world.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/// A pool as the kernel keeps it: datasets by name, transaction groups, and the one gate that writes pass.
///
/// Two faces stand on it: [SimPool] for commands as data, and a shell for command lines. One lane runs at a time, and
/// others run during every wait; so a [Node] that was looked up before a wait may be gone after it ([Node#destroyed]).
public final class Kernel implements TxGroups.Settling {

    /// Metadata of a new pool, charged to its root: seen on OpenZFS 2.1.11.
    private static final long POOL_BYTES = 100_000;
    /// An open group of this much is closed: 20 % of 4 GiB, a tenth of memory (zfs_dirty_data_sync_percent).
    private static final long DIRTY_BYTES = 800L << 20;

    private final Clock clock;
    private final Version version;
    private final Profile profile;
    private final Chance latency;
    private final Map<String, Node> nodes = new HashMap<>();
    /// Each name is cut up once: an installer asks for the same few again and again.
    private final Map<String, Parts> snapNames = new HashMap<>();
    private final List<List<Node>> changed = new ArrayList<>();
    private final Node root;
    private final TxGroups txgs;
    private final Space space;
    private final Admission admission;
    private final Changes changes;
    private final SimLog log;
    private long propertyAge;
    private long waits;

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
        this.txgs = new TxGroups(clock, seed.stream("sync " + name), version, profile, this);
        this.log = new SimLog(name, version);
        this.changes = new Changes(this, txgs, space, version);
        for (int slot = 0; slot < TxGroups.SLOTS; slot++) {
            changed.add(new ArrayList<>());
        }
        nodes.put(name, root);
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
        return waits;
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
        return nodes.containsKey(name) || snap(name).exists();
    }

    /// The dataset of that name.
    ///
    /// @throws IllegalArgumentException if there is none: ask [#has] first
    public Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no dataset " + name);
        }
        return node;
    }

    /// The snapshot of that whole name, or one that does not [Snap#exists].
    public Snap snap(String name) {
        if (name.indexOf('@') < 0) {
            return Snap.NONE;
        }
        Parts parts = snapNames.computeIfAbsent(name, Parts::of);
        Node node = nodes.get(parts.dataset);
        int index = node == null ? -1 : node.indexOf(parts.leaf);
        return index < 0 ? Snap.NONE : node.snaps.get(index);
    }

    /// The name of a snapshot, cut up.
    private record Parts(String dataset, String leaf) {

        static Parts of(String name) {
            int at = name.indexOf('@');
            return new Parts(name.substring(0, at), name.substring(at + 1));
        }
    }

    void index(Node node) {
        nodes.put(node.name(), node);
    }

    void forget(String name) {
        nodes.remove(name);
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

    /// One write transaction asks to be let in, and waits for transaction groups as long as it is told to.
    ///
    /// @param bytes         it may write at most, before inflation
    /// @param deadlineNanos a process that waits past it is ended, at the end of that wait: the wait cannot be broken
    /// @return OK, EDQUOT, ENOSPC; EINTR past the deadline; ENOENT if the dataset went away
    Errno admit(Node node, long bytes, boolean netfree, long deadlineNanos) {
        return admit(node, bytes, netfree, netfree, deadlineNanos);
    }

    /// @param unreferences it ends with less referenced: no refquota stops it
    Errno admit(Node node, long bytes, boolean netfree, boolean unreferences, long deadlineNanos) {
        txgs.catchUp();
        Errno answer = answer(node, bytes, netfree, unreferences);
        if (answer == Errno.ERESTART) {
            Waiter waiter = new Waiter(node, bytes, netfree, unreferences, deadlineNanos);
            clock.sleepWhile(waiter);
            answer = waiter.answer;
        }
        return answer;
    }

    /// What it is told now, with the pool up to date.
    Errno answer(Node node, long bytes, boolean netfree, boolean unreferences) {
        return node.destroyed ? Errno.ENOENT : admission.check(node, bytes, netfree, unreferences);
    }

    /// A transaction that was told to wait: after each wait it asks again, until it is let in or refused.
    private final class Waiter implements LongSupplier {

        private final Node node;
        private final long bytes;
        private final boolean netfree;
        private final boolean unreferences;
        private final long deadlineNanos;
        private long txg = txgs.restartTxg();
        private Errno answer = Errno.ERESTART;

        Waiter(Node node, long bytes, boolean netfree, boolean unreferences, long deadlineNanos) {
            this.node = node;
            this.bytes = bytes;
            this.netfree = netfree;
            this.unreferences = unreferences;
            this.deadlineNanos = deadlineNanos;
            waits++;
        }

        @Override
        public long getAsLong() {
            long now = clock.nanos();
            txgs.catchUp();
            while (true) {
                long until = txgs.restartNanos(txg);
                if (until > now) {
                    hold(node, until);
                    return until;
                }
                answer = now >= deadlineNanos ? Errno.EINTR : answer(node, bytes, netfree, unreferences);
                if (answer != Errno.ERESTART) {
                    return now;
                }
                waits++;
                txg = txgs.restartTxg();
            }
        }
    }

    /// Waits for what a transaction that was told to wait waits for.
    void awaitRestart(Node node) {
        txgs.catchUp();
        long txg = restartTxg();
        clock.sleepWhile(() -> {
            txgs.catchUp();
            long until = txgs.restartNanos(txg);
            if (until > clock.nanos()) {
                hold(node, until);
            }
            return until;
        });
    }

    /// One such transaction asks once; ERESTART means that it must wait: see [#restartTxg].
    ///
    /// @param unreferences it ends with less referenced: no refquota stops it
    Errno ask(Node node, long bytes, boolean netfree, boolean unreferences) {
        txgs.catchUp();
        return answer(node, bytes, netfree, unreferences);
    }

    /// The group that a transaction told to wait now waits for, see [#restartNanos]; with the pool up to date.
    long restartTxg() {
        waits++;
        return txgs.restartTxg();
    }

    /// Sets going what brings that group about; with the pool up to date.
    ///
    /// @return the time to sleep until and to ask here again; now, if it has come
    long restartNanos(long txg) {
        return txgs.restartNanos(txg);
    }

    /// Brings the pool up to date after a sleep.
    void catchUp() {
        txgs.catchUp();
    }

    /// A process keeps a file of the dataset open until then.
    void hold(Node node, long untilNanos) {
        node.openUntil = Math.max(node.openUntil, untilNanos);
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
        long txg = txgs.open();
        long estimate = version.inflation() * bytes;
        for (Node at = node; at != null && estimate > 0; at = at.parent) {
            list(at, txg);
            at.pending.expect(txg, estimate);
            estimate = Charge.growth(at.used + at.pending.inflight, at.reserved, estimate);
        }
    }

    /// Blocks will be born in the open group.
    void write(Node node, long bytes) {
        list(node, txgs.open());
        node.pending.write(txgs.open(), bytes);
    }

    /// Blocks will be freed by the open group.
    void free(Node node, long birth, long bytes) {
        list(node, txgs.open());
        node.pending.free(txgs.open(), birth, bytes);
    }

    private void list(Node node, long txg) {
        if (node.pending.list(txg)) {
            changed.get(TxGroups.slot(txg)).add(node);
        }
    }

    /// Closes the open group if it holds as much as one may.
    void throttle() {
        if (bytesOf(txgs.open()) > DIRTY_BYTES) {
            txgs.push();
        }
    }

    /// Waits until the open group is closed, not until it is on disk (`txg_wait_open`).
    void awaitOpen() {
        txgs.catchUp();
        long txg = txgs.restartTxg();
        clock.sleepWhile(() -> {
            txgs.catchUp();
            return txgs.restartNanos(txg);
        });
    }

    /// Waits for so many transaction groups, the open one first.
    public void sync(int groups) {
        for (int i = 0; i < groups; i++) {
            txgs.catchUp();
            txgs.awaitSynced(txgs.open());
        }
    }

    @Override
    public boolean dirty(long txg) {
        return !changed.get(TxGroups.slot(txg)).isEmpty();
    }

    @Override
    public long bytesOf(long txg) {
        int slot = TxGroups.slot(txg);
        List<Node> list = changed.get(slot);
        long bytes = 0;
        for (int i = 0; i < list.size(); i++) {
            bytes += list.get(i).pending.written[slot];
        }
        return bytes;
    }

    @Override
    public void settle(long txg) {
        List<Node> list = changed.get(TxGroups.slot(txg));
        for (int i = 0; i < list.size(); i++) {
            Node node = list.get(i);
            long freed = node.pending.settle(txg);
            space.freed(freed);
        }
        if (!version.isFuse()) {
            over(txg);
        }
        space.settle();
    }

    /// zfs-fuse forgets the estimates after the tasks of the group, OpenZFS before (dsl_pool.c, `dsl_pool_sync`).
    @Override
    public void over(long txg) {
        List<Node> list = changed.get(TxGroups.slot(txg));
        for (int i = 0; i < list.size(); i++) {
            list.get(i).pending.over(txg);
        }
        list.clear();
    }

    @Override
    public boolean freeing() {
        return space.freeing() > 0;
    }
}
