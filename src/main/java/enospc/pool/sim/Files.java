package enospc.pool.sim;

import java.util.List;

/// System calls on the files of a mounted dataset, each one transaction or several (zfs_vnops.c).
public final class Files {

    /// A record and seven levels of indirect blocks of 16K.
    private static final long CUT_BYTES = Version.RECORD_BYTES + 7 * (16 << 10);

    private final Kernel kernel;
    private final Version version;

    public Files(Kernel kernel) {
        this.kernel = kernel;
        this.version = kernel.version();
    }

    public boolean has(Node node, String name) {
        return node.content.files.containsKey(name);
    }

    public boolean isDirectory(Node node, String name) {
        return has(node, name) && node.content.files.get(name).directory;
    }

    /// Names of what is in a directory, whatever depth.
    public List<String> within(Node node, String directory) {
        String prefix = directory + "/";
        return node.content.files.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /// Length in bytes of a file that is there.
    public long size(Node node, String name) {
        return file(node, name).bytes();
    }

    private SimFile file(Node node, String name) {
        SimFile file = node.content.files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("no file " + name + " in " + node.name());
        }
        return file;
    }

    /// Nobody else has the content any more when this returns.
    private Content own(Node node) {
        node.content = node.content.forWriting();
        return node.content;
    }

    private Errno admit(Node node, long bytes, boolean netfree) {
        return admit(node, bytes, netfree, netfree);
    }

    private Errno admit(Node node, long bytes, boolean netfree, boolean unreferences) {
        if (readonly(node)) {
            return Errno.EROFS;
        }
        return overUserquota(node) && !netfree ? Errno.EDQUOT
                : kernel.gate().admit(node, bytes, netfree, unreferences, Long.MAX_VALUE);
    }

    private boolean readonly(Node node) {
        return kernel.inherited(node, "readonly", "off").equals("on");
    }

    /// A user's quota is held against what was on disk last, nothing that is pending (zfs_quota.c).
    private boolean overUserquota(Node node) {
        return node.userquota != 0 && node.referenced - version.datasetBytes() >= node.userquota;
    }

    /// Makes a file or a directory; one that is there stays as it is.
    public Errno create(Node node, String name, boolean directory) {
        if (has(node, name)) {
            return directory ? Errno.EEXIST : Errno.OK;
        }
        int slash = name.lastIndexOf('/');
        if (slash >= 0 && !isDirectory(node, name.substring(0, slash))) {
            return Errno.ENOENT;
        }
        Errno answer = admit(node, version.createBytes(), false);
        if (answer.ok()) {
            long object = node.pending.nextObject++;
            own(node).files.put(name, new SimFile(directory, object, node.birth));
            dirtyDirectory(node, object);
            kernel.write(node, dnodeBytes(object));
        }
        return answer;
    }

    private void dirtyDirectory(Node node, long object) {
        dirtyDirectory(kernel, node, object);
    }

    /// The directory gets another entry or loses one.
    static void dirtyDirectory(Kernel kernel, Node node, long object) {
        long txg = kernel.openTxg();
        Version version = kernel.version();
        long entries = node.content.entries();
        kernel.dirty(node, node.pending.dnodes(txg, object, object, version)
                + node.pending.directory(txg, entries));
        node.pending.touchDnodes(txg, object);
        node.pending.touchDirectory(txg, entries);
        Renewal.directory(kernel, node);
    }

    private void dirtyDnode(Node node, long object) {
        long txg = kernel.openTxg();
        kernel.dirty(node, node.pending.dnodes(txg, object, object, version));
        node.pending.touchDnodes(txg, object);
    }

    /// Makes a directory for a dataset below to be mounted on, and those above it that are not there.
    Errno makeMountpoint(Node node, String name) {
        int slash = name.lastIndexOf('/');
        String above = name.substring(0, Math.max(slash, 0));
        boolean missing = slash > 0 && !node.content.mountpoints.containsKey(above);
        Errno answer = missing ? makeMountpoint(node, above) : Errno.OK;
        if (answer.ok()) {
            answer = kernel.gate().admit(node, version.createBytes(), false, Long.MAX_VALUE);
        }
        if (answer.ok()) {
            long object = node.pending.nextObject++;
            dirtyDirectory(node, object);
            place(node, name, object);
        }
        return answer;
    }

    /// A mount directory is there; one that was there already stays as it is.
    void place(Node node, String name) {
        place(node, name, node.pending.nextObject);
    }

    private void place(Node node, String name, long object) {
        MountDirectory made = new MountDirectory(node.birth, version.directoryBytes() + dnodeBytes(object));
        if (own(node).mountpoints.putIfAbsent(name, made) == null) {
            kernel.write(node, made.bytes());
        }
    }

    /// Somebody looks into one on zfs-fuse: the time of that changes, unless there is no room for it.
    void readMountpoint(Node node) {
        boolean free = node.pending.ownsDnodes(kernel.syncedTxg());
        if (version.isFuse() && kernel.gate().ask(node, 512, free, true).ok()) {
            dirtyDnode(node, 0);
        }
    }

    /// Removes a mount directory; it stays where a removal is refused. On OpenZFS 2.1.11 as well those of datasets that
    /// were destroyed or renamed are gone, mounted or not, and 50 made and destroyed leave `referenced` as it was.
    void removeMountpoint(Node node, String name) {
        boolean empty = node.content.mountpoints.containsKey(name) && !node.content.mountsWithin(name);
        if (!empty || !admit(node, version.createBytes(), removingFrees(node, 0), true).ok()) {
            return;
        }
        MountDirectory directory = own(node).mountpoints.remove(name);
        if (directory == null) {
            return;   // while this waited, somebody else took it away
        }
        kernel.free(node, directory.birth(), directory.bytes());
        node.pending.touchUnlinked(kernel.openTxg());
        dirtyDirectory(node, node.pending.nextObject);
    }

    /// Writes `bytes` from `from` on, `chunk` in each call, up to the first refusal; makes the file if need be.
    ///
    /// @param from no further than its end: there are no holes
    public Errno write(Node node, String name, long from, long bytes, long chunk) {
        if (from > (has(node, name) ? size(node, name) : 0)) {
            throw new IllegalArgumentException("a hole before " + from + " in " + name);
        }
        Errno answer = create(node, name, false);
        if (answer.ok() && isDirectory(node, name)) {
            return Errno.EISDIR;
        }
        long nanosPerByte = 1_000_000_000L / kernel.profile().copyBandwidth();
        long done = 0;
        while (answer.ok() && done < bytes) {
            long call = Math.min(chunk - done % chunk, bytes - done);
            long record = Version.RECORD_BYTES - (from + done) % Version.RECORD_BYTES;
            long length = Math.min(call, record);
            answer = admitWrite(node, name, from + done, length);
            if (answer.ok() && !has(node, name)) {
                return Errno.ENOENT;
            }
            if (answer.ok()) {
                put(node, own(node).files.get(name), from + done, from + done + length);
                done += length;
                kernel.throttle();
                node.hold(kernel.clock().nanos() + length * nanosPerByte);
                kernel.pause(length * nanosPerByte);
            }
        }
        kernel.release(node);
        return answer;
    }

    /// Asks until it is answered: after a wait, what is written over may be on disk and count as freed.
    private Errno admitWrite(Node node, String name, long from, long length) {
        Errno answer = readonly(node) ? Errno.EROFS : Errno.OK;
        while (answer.ok()) {
            boolean netfree = version.attributesAreFree() && overwrites(node, name, from, length);
            answer = kernel.gate().ask(node, length + 512, netfree, false);
            if (answer != Errno.ERESTART) {
                return overUserquota(node) && !netfree ? Errno.EDQUOT : answer;
            }
            kernel.gate().awaitRestart(node);
            answer = node.destroyed ? Errno.ENOENT : Errno.OK;
        }
        return answer;
    }

    /// Whether what is written there replaces a block on disk that is the head's own, and so frees as much as it takes.
    /// A lone block that grows becomes another one.
    private boolean overwrites(Node node, String name, long from, long length) {
        int record = (int) (from / Version.RECORD_BYTES);
        if (!has(node, name) || !file(node, name).onDisk(record, kernel.syncedTxg())) {
            return false;
        }
        SimFile file = file(node, name);
        boolean grows = file.bytes() <= Version.RECORD_BYTES && from + length > file.bytes();
        return !grows && owns(node, file, record);
    }

    /// One record of a file, or a part of it, gets new content.
    private void put(Node node, SimFile file, long from, long to) {
        long txg = kernel.openTxg();
        int record = (int) (from / Version.RECORD_BYTES);
        boolean again = file.dirtied(record, txg);
        boolean lone = file.bytes() <= Version.RECORD_BYTES && to > file.bytes() && record > 0 && file.records() > 0;
        renewMeta(node, file);
        if (lone) {
            renew(node, file, 0);
        }
        if (record < file.records()) {
            renew(node, file, record);
        }
        long before = file.bytes();
        long blockBefore = again ? blockInMemory(before) : 0;
        file.write(record, to, node.birth, txg);
        kernel.write(node, total(file.bytes()) - total(before));
        long dirty = blockInMemory(file.bytes()) - blockBefore;
        if (file.bytes() > Version.RECORD_BYTES && file.indirectTxg != txg) {
            file.indirectTxg = txg;
            dirty += version.indirectBytes();
        }
        kernel.dirty(node, dirty);
        dirtyDnode(node, file.object);
    }

    private long total(long bytes) {
        return bytes == 0 ? 0 : version.dataBytes(bytes);
    }

    private static long blockInMemory(long bytes) {
        return bytes > Version.RECORD_BYTES ? Version.RECORD_BYTES : (bytes + 511) / 512 * 512;
    }

    /// A record is written anew: what was there stays with the snapshots that have it.
    private void renew(Node node, SimFile file, int record) {
        if (file.birth(record) != node.birth) {
            kernel.free(node, file.birth(record), file.recordBytes(version));
            kernel.write(node, file.recordBytes(version));
            file.write(record, 0, node.birth, kernel.openTxg());
        }
    }

    /// All but a file's data.
    private long metaBytes(SimFile file) {
        return version.metaBytes(file.bytes()) - Version.DNODE_BYTES + dnodeBytes(file.object);
    }

    /// On zfs-fuse the first block of dnodes is there from the beginning: see [Renewal].
    private long dnodeBytes(long object) {
        return version.isFuse() && object < 32 ? 0 : Version.DNODE_BYTES;
    }

    private void renewMeta(Node node, SimFile file) {
        if (file.metaBirth != node.birth) {
            kernel.free(node, file.metaBirth, metaBytes(file));
            kernel.write(node, metaBytes(file));
            file.metaBirth = node.birth;
        }
    }

    /// Removes a file or an empty directory.
    public Errno remove(Node node, String name) {
        if (!has(node, name)) {
            return Errno.ENOENT;
        }
        if (isDirectory(node, name) && !within(node, name).isEmpty()) {
            return Errno.ENOTEMPTY;
        }
        long bytes = version.attributesAreFree() ? version.createBytes() : 2 * Version.RECORD_BYTES;
        Errno answer = admit(node, bytes, removingFrees(node, freed(node, file(node, name), 0)), true);
        if (answer.ok() && has(node, name)) {
            if (isDirectory(node, name)) {
                node.pending.touchUnlinked(kernel.openTxg());   // a file goes without being put on that list
            }
            dirtyDirectory(node, free(node, name).object);
        }
        return answer;
    }

    /// Takes a file out of its directory, and all its space away.
    private SimFile free(Node node, String name) {
        SimFile file = own(node).files.remove(name);
        freeFrom(node, file, 0);
        kernel.free(node, file.metaBirth, metaBytes(file));
        return file;
    }

    /// Whether removing a file counts as freeing space. On zfs-fuse what is freed is held against 24 times the dnodes,
    /// the list of what is unlinked and the directory, where a snapshot has them: a removal after a snapshot has to
    /// free 3 MiB until a directory was removed, or 6 if it is the first change of an entry, too (zfs_vnops.c,
    /// `zfs_remove`; dmu_tx.c, `dmu_tx_hold_zap`).
    private boolean removingFrees(Node node, long freed) {
        if (!version.attributesAreFree()) {
            return true;
        }
        long synced = kernel.syncedTxg();
        long written = (node.pending.ownsDnodes(synced) ? 0 : 4 * dnodeChain())
                + (node.pending.ownsUnlinked(synced) ? 0 : Version.RECORD_BYTES)
                + (node.pending.ownsDirectory(synced) ? 0 : Version.RECORD_BYTES);
        return freed >= version.inflation() * written;
    }

    /// A block of dnodes with all that is above it.
    private long dnodeChain() {
        return Version.DNODE_BLOCK_BYTES + version.metaLevels() * version.indirectBytes();
    }

    /// Bytes from that record on that nobody else has.
    private long freed(Node node, SimFile file, int first) {
        long freed = 0;
        for (int record = first; record < file.records(); record++) {
            freed += owns(node, file, record) ? file.recordBytes(version) : 0;
        }
        return freed;
    }

    /// Frees the data of a file from that record on.
    private void freeFrom(Node node, SimFile file, int first) {
        for (int record = first; record < file.records(); record++) {
            kernel.free(node, file.birth(record), file.recordBytes(version));
        }
    }

    /// Cuts a file off. Its data goes even where the change of its time, the last part of the call, is refused.
    public Errno truncate(Node node, String name, long bytes) {
        if (!has(node, name)) {
            return Errno.ENOENT;
        }
        boolean unreferences = bytes < file(node, name).bytes();
        boolean free = cutFrees(node, file(node, name), bytes);
        Errno answer = admit(node, 2 * Version.RECORD_BYTES, free, free || unreferences);
        if (!answer.ok() || !has(node, name)) {
            return answer.ok() ? Errno.ENOENT : answer;
        }
        SimFile file = own(node).files.get(name);
        renewMeta(node, file);
        if (bytes < file.bytes()) {
            cut(node, file, bytes);
        }
        dirtyDnode(node, file.object);
        return attribute(node, name);
    }

    /// Whether cutting it off there counts as freeing space. On zfs-fuse what is freed is held against an estimate of
    /// what is written, the dnode and, where something is left, its last record with all indirect blocks, times 24
    /// (dmu_tx.c, `dmu_tx_hold_free`, `dmu_tx_count_free`).
    private boolean cutFrees(Node node, SimFile file, long bytes) {
        if (!version.attributesAreFree()) {
            return true;
        }
        boolean rewritten = bytes == 0 || bytes >= file.bytes()
                || owns(node, file, (int) (bytes / Version.RECORD_BYTES));
        long written = rewritten ? 0 : CUT_BYTES;
        if (!node.pending.ownsDnodes(kernel.syncedTxg())) {
            written += dnodeChain();
        }
        return freed(node, file, (int) Version.records(bytes)) >= version.inflation() * written;
    }

    /// Whether a record is on disk, and no snapshot's as well, nor one's that is being taken.
    private boolean owns(Node node, SimFile file, int record) {
        long synced = kernel.syncedTxg();
        return file.onDisk(record, synced) && file.birth(record) >= node.previousTxg() && !node.awaitsSnapshot(synced);
    }

    private void cut(Node node, SimFile file, long bytes) {
        long meta = version.metaBytes(file.bytes());
        boolean rest = bytes > 0 && bytes <= Version.RECORD_BYTES;
        freeFrom(node, file, rest ? 0 : (int) Version.records(bytes));
        file.truncate(bytes);
        if (rest) {
            kernel.write(node, version.sectors(bytes));
            file.write(0, bytes, node.birth, kernel.openTxg());
        }
        kernel.write(node, version.metaBytes(bytes) - meta);
    }

    /// Changes a file's mode or times.
    public Errno attribute(Node node, String name) {
        if (!has(node, name)) {
            return Errno.ENOENT;
        }
        boolean free = version.attributesAreFree() && node.pending.ownsDnodes(kernel.syncedTxg());
        Errno answer = admit(node, 512, free, version.attributesAreFree());
        if (answer.ok() && has(node, name)) {
            dirtyDnode(node, file(node, name).object);
        }
        return answer;
    }

    /// Renames a file within a dataset.
    public Errno rename(Node node, String name, String to) {
        if (!has(node, name)) {
            return Errno.ENOENT;
        }
        if (name.equals(to)) {
            return Errno.OK;
        }
        Errno answer = admit(node, version.createBytes(), false);
        if (answer.ok() && has(node, name)) {
            if (has(node, to)) {
                free(node, to);
            }
            SimFile file = own(node).files.remove(name);
            node.content.files.put(to, file);
            dirtyDirectory(node, file.object);
        }
        return answer;
    }
}
