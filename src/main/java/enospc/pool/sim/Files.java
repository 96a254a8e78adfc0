package enospc.pool.sim;

import java.util.List;

/// System calls on the files of a mounted dataset, each one transaction or several (zfs_vnops.c).
public final class Files {

    private final Kernel kernel;
    private final Version version;
    private final Calls calls;
    private final Freeing freeing;

    public Files(Kernel kernel) {
        this.kernel = kernel;
        this.version = kernel.version();
        this.calls = new Calls(kernel);
        this.freeing = new Freeing(kernel);
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

    /// Makes a file or a directory; one that is there stays as it is.
    public Errno create(Node node, String name, boolean directory) {
        if (has(node, name)) {
            return directory ? Errno.EEXIST : Errno.OK;
        }
        int slash = name.lastIndexOf('/');
        if (slash >= 0 && !isDirectory(node, name.substring(0, slash))) {
            return Errno.ENOENT;
        }
        Errno answer = calls.admit(node, version.createBytes(), false);
        if (answer.ok()) {
            long object = node.pending.nextObject++;
            node.own().files.put(name, new SimFile(directory, object, node.birth));
            Metadata.dirtyDirectory(kernel, node, object);
            kernel.write(node, Metadata.dnodeBytes(version, object));
        }
        return answer;
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
                put(node, node.own().files.get(name), from + done, from + done + length);
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
        Errno answer = calls.readonly(node) ? Errno.EROFS : Errno.OK;
        while (answer.ok()) {
            boolean netfree = version.attributesAreFree() && has(node, name)
                    && freeing.overwriting(node, file(node, name), from, length);
            answer = kernel.gate().ask(node, length + 512, netfree, false);
            if (answer != Errno.ERESTART) {
                return calls.overUserquota(node) && !netfree ? Errno.EDQUOT : answer;
            }
            kernel.gate().awaitRestart(node);
            answer = node.destroyed ? Errno.ENOENT : Errno.OK;
        }
        return answer;
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
        int blocks = file.pointerBlocks(version);
        renewPointers(node, file, (int) (record / version.pointersPerBlock()), blocks);
        long before = total(file);
        long blockBefore = again ? blockInMemory(file.bytes()) : 0;
        file.write(record, to, node.birth, txg);
        kernel.write(node, total(file) - before);
        for (int block = blocks; block < file.pointerBlocks(version); block++) {
            file.pointersWritten(block, node.birth);
        }
        long dirty = blockInMemory(file.bytes()) - blockBefore;
        if (file.bytes() > Version.RECORD_BYTES && file.indirectTxg != txg) {
            file.indirectTxg = txg;
            dirty += version.indirectBytes();
        }
        kernel.dirty(node, dirty);
        Metadata.dirtyDnode(kernel, node, file.object);
    }

    private long total(SimFile file) {
        return file.bytes() == 0 ? 0 : version.dataBytes(file.bytes(), file.longest());
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
        return version.metaBytes(file.bytes(), file.longest()) - Version.DNODE_BYTES
                + Metadata.dnodeBytes(version, file.object);
    }

    /// A block of pointers is written anew, if it is there.
    private void renewPointers(Node node, SimFile file, int block, int blocks) {
        if (block < blocks && file.pointerBirth(block) != node.birth) {
            kernel.free(node, file.pointerBirth(block), version.pointerBlockBytes());
            kernel.write(node, version.pointerBlockBytes());
            file.pointersWritten(block, node.birth);
        }
    }

    private void freePointers(Node node, SimFile file, int first, int blocks) {
        for (int block = first; block < blocks; block++) {
            kernel.free(node, file.pointerBirth(block), version.pointerBlockBytes());
        }
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
        Errno answer = calls.admit(node, bytes, freeing.removing(node, file(node, name)), true);
        if (answer.ok() && has(node, name)) {
            if (isDirectory(node, name)) {
                Metadata.dirtyUnlinked(kernel, node);
            }
            Metadata.dirtyDirectory(kernel, node, free(node, name).object);
        }
        return answer;
    }

    /// Takes a file out of its directory, and all its space away.
    private SimFile free(Node node, String name) {
        SimFile file = node.own().files.remove(name);
        freeFrom(node, file, 0);
        freePointers(node, file, 0, file.pointerBlocks(version));
        kernel.free(node, file.metaBirth, metaBytes(file));
        return file;
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
        boolean free = freeing.cutting(node, file(node, name), bytes);
        Errno answer = calls.admit(node, 2 * Version.RECORD_BYTES, free, free || unreferences);
        if (!answer.ok() || !has(node, name)) {
            return answer.ok() ? Errno.ENOENT : answer;
        }
        SimFile file = node.own().files.get(name);
        renewMeta(node, file);
        if (bytes < file.bytes()) {
            cut(node, file, bytes);
        }
        Metadata.dirtyDnode(kernel, node, file.object);
        return attribute(node, name);
    }

    private void cut(Node node, SimFile file, long bytes) {
        long meta = metaBytes(file);
        int blocks = file.pointerBlocks(version);
        boolean rest = bytes > 0 && bytes <= Version.RECORD_BYTES;
        freeFrom(node, file, rest ? 0 : (int) Version.records(bytes));
        file.truncate(bytes);
        if (rest) {
            kernel.write(node, file.recordBytes(version));
            file.write(0, bytes, node.birth, kernel.openTxg());
        }
        kernel.write(node, metaBytes(file) - meta);
        int left = file.pointerBlocks(version);
        freePointers(node, file, left, blocks);
        if (left > 0 && file.records() % version.pointersPerBlock() != 0) {
            renewPointers(node, file, left - 1, left);
        }
    }

    /// Changes a file's mode or times.
    public Errno attribute(Node node, String name) {
        if (!has(node, name)) {
            return Errno.ENOENT;
        }
        boolean free = version.attributesAreFree() && node.pending.ownsDnodes(kernel.syncedTxg());
        Errno answer = calls.admit(node, 512, free, version.attributesAreFree());
        if (answer.ok() && has(node, name)) {
            Metadata.dirtyDnode(kernel, node, file(node, name).object);
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
        Errno answer = calls.admit(node, version.createBytes(), false);
        if (answer.ok() && has(node, name)) {
            if (has(node, to)) {
                Metadata.dirtyUnlinked(kernel, node);   // what is renamed over is put on that list
                free(node, to);
            }
            SimFile file = node.own().files.remove(name);
            node.content.files.put(to, file);
            Metadata.dirtyDirectory(kernel, node, file.object);
        }
        return answer;
    }
}
