package enospc.pool.sim;

/// One file of a copy, system call by system call; a call that has to wait is made again.
///
/// Whoever calls has brought the pool up to date.
final class FileCopy {

    private enum Call { UNLINK, CREATE, WRITE, ATTRIBUTE, NONE }

    private final Kernel kernel;
    private final Version version;
    private final Profile profile;
    private final Node node;
    private final Copier copier;
    private Unpacked unpacked;
    private int file;
    private long bytes;
    private Call call = Call.NONE;
    private Errno result = Errno.OK;
    private long nanos;
    /// Where in the stream the file's data begins.
    private long from;
    private long done;
    private int attributes;
    private long dirtiedTxg;
    private long dirtiedBytes;
    private long indirectTxg;
    private long askedBytes;
    private boolean askedNetfree;

    FileCopy(Kernel kernel, Node node, Copier copier) {
        this.kernel = kernel;
        this.version = kernel.version();
        this.profile = kernel.profile();
        this.node = node;
        this.copier = copier;
    }

    /// Whether a file has been begun and not ended.
    boolean busy() {
        return call != Call.NONE;
    }

    /// What the program's own time for the last file was.
    long nanos() {
        return nanos;
    }

    /// @param from where in the program's stream the file's data begins
    void begin(Unpacked unpacked, int file, long from) {
        this.file = file;
        this.bytes = unpacked.bytesOf(file);
        this.from = from;
        this.call = unpacked.has(file) ? Call.UNLINK : Call.CREATE;
        this.result = Errno.OK;
        this.nanos = profile.copyNanos(bytes);
        this.done = 0;
        this.attributes = 0;
        this.dirtiedTxg = -1;
        this.dirtiedBytes = 0;
        this.indirectTxg = -1;
    }

    /// Goes on with the file as far as its calls are let in.
    ///
    /// @param unpacked of the dataset as it is now
    /// @return ERESTART if the next call has to wait; ENOENT if the dataset went away; else what came of the file
    Errno goOn(Unpacked unpacked) {
        this.unpacked = unpacked;
        while (call != Call.NONE) {
            Errno answer = switch (call) {
                case UNLINK -> unlink();
                case CREATE -> create();
                case WRITE -> write();
                case ATTRIBUTE -> attribute();
                case NONE -> Errno.OK;
            };
            if (answer == Errno.ERESTART || answer == Errno.ENOENT) {
                return answer;
            }
            if (!answer.ok()) {
                refused(answer);
            }
        }
        return result;
    }

    /// Without its file nothing can be written; without its data, tar goes on to the attributes.
    private void refused(Errno answer) {
        result = result.ok() ? answer : result;
        call = switch (call) {
            case UNLINK, CREATE, NONE -> {
                nanos = profile.callNanos();
                yield Call.NONE;
            }
            case WRITE -> {
                nanos = copier.stops() ? 0 : nanos;
                yield copier.stops() ? Call.NONE : Call.ATTRIBUTE;
            }
            case ATTRIBUTE -> nextAttribute();
        };
    }

    private Errno ask(long most, boolean netfree) {
        askedBytes = most;
        askedNetfree = netfree;
        return kernel.gate().answer(node, most, netfree, netfree);
    }

    /// Whether the call that had to wait would have to wait again, as things are now.
    boolean waitsAgain() {
        return kernel.gate().answer(node, askedBytes, askedNetfree, askedNetfree) == Errno.ERESTART;
    }

    private Errno unlink() {
        Errno answer = ask(2 * Version.RECORD_BYTES, true);
        if (answer.ok()) {
            long size = unpacked.sizeOf(file);
            long birth = unpacked.birthOf(file);
            dirtyDirectory();
            unpacked.remove(file);
            kernel.free(node, birth, (size == 0 ? 0 : version.dataBytes(size)) + Version.DNODE_BYTES);
            call = Call.CREATE;
        }
        return answer;
    }

    private Errno create() {
        Errno answer = ask(version.createBytes(), false);
        if (answer.ok()) {
            unpacked.grow(file, 0, node.birth);
            node.pending.nextObject++;
            dirtyDirectory();
            kernel.write(node, Version.DNODE_BYTES);
            call = Call.WRITE;
        }
        return answer;
    }

    private void dirtyDirectory() {
        Metadata.dirtyDirectory(kernel, node, node.pending.nextObject - 1);
    }

    private void dirtyDnode() {
        Metadata.dirtyDnode(kernel, node, node.pending.nextObject - 1);
    }

    /// Writes the file's data as the stream is cut into calls, none across a record.
    private Errno write() {
        long cut = copier.chunkBytes() - (from + done) % copier.chunkBytes();
        long record = Version.RECORD_BYTES - done % Version.RECORD_BYTES;
        long length = Math.min(bytes - done, Math.min(cut, record));
        Errno answer = ask(length + 512, false);
        if (!answer.ok()) {
            return answer;
        }
        long txg = kernel.openTxg();
        boolean again = dirtiedTxg == txg && done % Version.RECORD_BYTES != 0;
        long block = blockInMemory(done + length);
        long dirty = again ? block - dirtiedBytes : block;
        if (done + length > Version.RECORD_BYTES && indirectTxg != txg) {
            dirty += version.indirectBytes();
            indirectTxg = txg;
        }
        kernel.dirty(node, dirty);
        dirtyDnode();
        dirtiedTxg = txg;
        dirtiedBytes = block;
        rewrite(done + length);
        done += length;
        call = done < bytes ? Call.WRITE : Call.ATTRIBUTE;
        return answer;
    }

    /// Bytes in memory of the block that ends at `end`: a lone one grows with its file, others are whole records.
    private long blockInMemory(long end) {
        boolean lone = end <= Version.RECORD_BYTES && bytes <= Version.RECORD_BYTES;
        return lone ? (end + 511) / 512 * 512 : Version.RECORD_BYTES;
    }

    /// The file grows to `to` bytes; its last block is written anew. If a snapshot has what was there, that stays, and
    /// all of the file is taken to be new.
    private void rewrite(long to) {
        long before = (done == 0 ? 0 : version.dataBytes(done)) + Version.DNODE_BYTES;
        long birth = unpacked.birthOf(file);
        kernel.write(node, version.dataBytes(to) + Version.DNODE_BYTES - (birth == node.birth ? before : 0));
        if (birth != node.birth) {
            kernel.free(node, birth, before);
        }
        unpacked.grow(file, to, node.birth);
    }

    private Errno attribute() {
        Errno answer = ask(512, version.attributesAreFree());
        if (answer.ok()) {
            dirtyDnode();
            call = nextAttribute();
        }
        return answer;
    }

    private Call nextAttribute() {
        attributes++;
        return attributes < copier.attributes() ? Call.ATTRIBUTE : Call.NONE;
    }
}
