package enospc.pool.sim;

import enospc.pool.Image;

/// One program unpacking one image into one dataset, transaction by transaction.
///
/// Far from every limit, many files go in one step, and the sums are those of the single calls; near one, each system
/// call asks for admission by itself. Its own time is paid in slices, and other lanes run in each.
final class Extraction {

    /// The program's own time runs up to this much before others see it pass.
    private static final long SLICE_NANOS = 100_000_000;

    private final Kernel kernel;
    private final Version version;
    private final Profile profile;
    private final Node node;
    private final Copier copier;
    private final long deadlineNanos;
    private final Image image;
    private Unpacked unpacked;
    private long owedNanos;
    private long streamBytes;
    private int refused;
    private Errno first = Errno.OK;

    /// @param deadlineNanos on the kernel's clock
    Extraction(Kernel kernel, Node node, Image image, Copier copier, long deadlineNanos) {
        this.kernel = kernel;
        this.version = kernel.version();
        this.profile = kernel.profile();
        this.node = node;
        this.image = image;
        this.copier = copier;
        this.deadlineNanos = deadlineNanos;
    }

    /// Files of which a call was refused.
    int refused() {
        return refused;
    }

    /// Runs to the end, to the first error if the program stops there, or to the deadline.
    ///
    /// @return OK; else the first refusal; EINTR if it was ended at its deadline
    Errno run() {
        Errno ending = unpackAll();
        kernel.release(node);
        return node.destroyed ? Errno.ENOENT : ending;
    }

    private Errno unpackAll() {
        own();
        int file = 0;
        while (file < unpacked.count) {
            int many = admitted(file);
            if (many > 0) {
                fill(file, many);
                file += many;
            } else {
                Errno answer = copy(file);
                if (answer == Errno.EINTR || answer == Errno.ENOENT) {
                    return answer;
                }
                if (!answer.ok()) {
                    first = first.ok() ? answer : first;
                    refused++;
                    if (copier.stops()) {
                        break;
                    }
                }
                file++;
            }
            if (owedNanos >= SLICE_NANOS && !pay()) {
                return Errno.EINTR;
            }
        }
        return pay() ? first : Errno.EINTR;
    }

    /// The content may have been shared by a snapshot meanwhile: each change goes to one of our own.
    private Unpacked own() {
        Content content = node.content.forWriting();
        if (content != node.content || unpacked == null) {
            node.content = content;
            unpacked = content.of(image, node.birth);
        }
        return unpacked;
    }

    /// Lets the program's time pass, at most to its deadline.
    ///
    /// @return false if the deadline ended it
    private boolean pay() {
        long now = kernel.clock().nanos();
        long until = Math.min(now + owedNanos, Math.max(now, deadlineNanos));
        owedNanos = 0;
        kernel.hold(node, until);
        kernel.pause(until - now);
        own();
        return kernel.clock().nanos() < deadlineNanos;
    }

    /// How many files from this one on may go in one step: new ones of one size, whose estimates leave every limit
    /// unreached, so that each single call of theirs would have been let in.
    private int admitted(int file) {
        long room = kernel.admission().headroom(node) / version.inflation();
        long bytes = unpacked.bytesOf(file);
        long each = blocks(bytes) + Version.DNODE_BLOCK_BYTES / 32 + 64;
        long fixed = version.metaLevels() * version.indirectBytes() + 4 * Version.DNODE_BLOCK_BYTES
                + 64 * node.content.entries() + 1024;
        long most = Math.min((room - fixed) / each, 1 + SLICE_NANOS / nanos(bytes));
        int end = Math.min(unpacked.endOfRun(file), unpacked.nextThere(file));
        int many = (int) Math.min(most, end - file);
        while (many > 1 && estimate(many, bytes) >= room) {
            many--;
        }
        return many < 1 || estimate(many, bytes) >= room ? 0 : many;
    }

    /// Bytes dirtied by `many` new files of that size, from create to the last attribute.
    private long estimate(int many, long bytes) {
        long txg = kernel.openTxg();
        long object = node.pending.nextObject;
        return node.pending.dnodes(txg, object, object + many - 1, version)
                + node.pending.directory(txg, node.content.entries() + many)
                + many * blocks(bytes);
    }

    /// Bytes of a file's blocks in memory, an indirect block above several.
    private long blocks(long bytes) {
        if (bytes <= Version.RECORD_BYTES) {
            return (bytes + 511) / 512 * 512;
        }
        long records = Version.records(bytes);
        long pointers = version.indirectBytes() / 128;
        return records * Version.RECORD_BYTES + (records + pointers - 1) / pointers * version.indirectBytes();
    }

    private void fill(int file, int many) {
        long bytes = unpacked.bytesOf(file);
        long txg = kernel.openTxg();
        long estimate = estimate(many, bytes);
        long entries = node.content.entries() + many;
        node.pending.nextObject += many;
        kernel.dirty(node, estimate);
        node.pending.touchDnodes(txg, node.pending.nextObject - 1);
        node.pending.touchDirectory(txg, entries);
        kernel.write(node, many * (version.dataBytes(bytes) + Version.DNODE_BYTES));
        unpacked.fill(file, file + many, node.birth);
        streamBytes += many * (copier.headerBytes() + bytes);
        owedNanos += many * nanos(bytes);
        kernel.throttle();
    }

    private long nanos(long bytes) {
        return profile.fileNanos() + bytes * 1_000_000_000L / profile.copyBandwidth();
    }

    /// One file, call by call.
    private Errno copy(int file) {
        long bytes = unpacked.bytesOf(file);
        streamBytes += copier.headerBytes();
        if (unpacked.has(file)) {
            Errno answer = unlink(file);
            if (!answer.ok()) {
                return skip(answer, bytes);
            }
        }
        Errno answer = create(file);
        if (!answer.ok()) {
            return skip(answer, bytes);
        }
        answer = write(file, bytes);
        if (answer == Errno.EINTR || answer == Errno.ENOENT || !answer.ok() && copier.stops()) {
            return answer;
        }
        for (int i = 0; i < copier.attributes(); i++) {
            Errno attribute = attribute();
            if (attribute == Errno.EINTR || attribute == Errno.ENOENT) {
                return attribute;
            }
            answer = answer.ok() ? attribute : answer;
        }
        owedNanos += nanos(bytes);
        return answer;
    }

    private Errno skip(Errno answer, long bytes) {
        streamBytes += bytes;
        owedNanos += profile.callNanos();
        return answer;
    }

    private Errno admit(long bytes, boolean netfree) {
        if (owedNanos > 0 && kernel.ask(node, bytes, netfree) == Errno.ERESTART && !pay()) {
            return Errno.EINTR;
        }
        Errno answer = kernel.admit(node, bytes, netfree, deadlineNanos);
        own();
        return answer;
    }

    private Errno unlink(int file) {
        Errno answer = admit(2 * Version.RECORD_BYTES, true);
        if (answer.ok()) {
            long size = unpacked.sizeOf(file);
            long birth = unpacked.birthOf(file);
            dirtyDirectory();
            unpacked.remove(file);
            kernel.free(node, birth, (size == 0 ? 0 : version.dataBytes(size)) + Version.DNODE_BYTES);
        }
        return answer;
    }

    private Errno create(int file) {
        Errno answer = admit(version.createBytes(), false);
        if (answer.ok()) {
            unpacked.grow(file, 0, node.birth);
            node.pending.nextObject++;
            dirtyDirectory();
            kernel.write(node, Version.DNODE_BYTES);
        }
        return answer;
    }

    private void dirtyDirectory() {
        long txg = kernel.openTxg();
        long object = node.pending.nextObject - 1;
        long entries = node.content.entries();
        long bytes = node.pending.dnodes(txg, object, object, version) + node.pending.directory(txg, entries);
        kernel.dirty(node, bytes);
        node.pending.touchDnodes(txg, object);
        node.pending.touchDirectory(txg, entries);
    }

    private void dirtyDnode() {
        long txg = kernel.openTxg();
        long object = node.pending.nextObject - 1;
        kernel.dirty(node, node.pending.dnodes(txg, object, object, version));
        node.pending.touchDnodes(txg, object);
    }

    /// Writes the file's data as the stream is cut into calls, none across a record.
    private Errno write(int file, long bytes) {
        long from = streamBytes;
        streamBytes += bytes;
        long done = 0;
        long dirtiedTxg = -1;
        long dirtiedBytes = 0;
        long indirectTxg = -1;
        while (done < bytes) {
            long call = copier.chunkBytes() - (from + done) % copier.chunkBytes();
            long record = Version.RECORD_BYTES - done % Version.RECORD_BYTES;
            long length = Math.min(bytes - done, Math.min(call, record));
            Errno answer = admit(length + 512, false);
            if (!answer.ok()) {
                return answer;
            }
            long txg = kernel.openTxg();
            boolean again = dirtiedTxg == txg && done % Version.RECORD_BYTES != 0;
            long block = blockInMemory(done + length, bytes);
            long dirty = again ? block - dirtiedBytes : block;
            if (done + length > Version.RECORD_BYTES && indirectTxg != txg) {
                dirty += version.indirectBytes();
                indirectTxg = txg;
            }
            kernel.dirty(node, dirty);
            dirtyDnode();
            dirtiedTxg = txg;
            dirtiedBytes = block;
            rewrite(file, done, done + length);
            done += length;
        }
        return Errno.OK;
    }

    /// Bytes in memory of the block that ends at `end`: a lone one grows with its file, others are whole records.
    private static long blockInMemory(long end, long bytes) {
        boolean lone = end <= Version.RECORD_BYTES && bytes <= Version.RECORD_BYTES;
        return lone ? (end + 511) / 512 * 512 : Version.RECORD_BYTES;
    }

    /// The file grows from `from` to `to` bytes; its last block is written anew. If a snapshot has what was there, that
    /// stays, and all of the file is taken to be new.
    private void rewrite(int file, long from, long to) {
        long before = (from == 0 ? 0 : version.dataBytes(from)) + Version.DNODE_BYTES;
        long birth = unpacked.birthOf(file);
        kernel.write(node, version.dataBytes(to) + Version.DNODE_BYTES - (birth == node.birth ? before : 0));
        if (birth != node.birth) {
            kernel.free(node, birth, before);
        }
        unpacked.grow(file, to, node.birth);
    }

    private Errno attribute() {
        Errno answer = admit(512, version.attributesAreFree());
        if (answer.ok()) {
            dirtyDnode();
        }
        return answer;
    }
}
