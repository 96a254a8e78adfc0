package enospc.pool.sim;

import java.util.Arrays;

/// A file or directory that a person made: its size, and the birth of each of its records and of what is above them.
final class SimFile {

    final boolean directory;
    final long object;
    private long bytes;
    /// The most it ever was: neither does a lone record get shorter again, nor what is above its records lower.
    private long longest;
    private long[] births = {};
    /// Group in which each record was dirtied last: it is estimated once per group.
    private long[] dirtied = {};
    /// Group in which each record was dirtied first: before that is on disk, nothing can be freed by overwriting it.
    private long[] first = {};
    long metaBirth;
    /// Births of the blocks of pointers right above the records, where these are told apart.
    private long[] pointerBirths = {};
    long indirectTxg = -1;

    SimFile(boolean directory, long object, long birth) {
        this.directory = directory;
        this.object = object;
        this.metaBirth = birth;
    }

    private SimFile(SimFile other) {
        this(other.directory, other.object, other.metaBirth);
        this.bytes = other.bytes;
        this.longest = other.longest;
        this.births = other.births.clone();
        this.dirtied = other.dirtied.clone();
        this.first = other.first.clone();
        this.pointerBirths = other.pointerBirths.clone();
        this.indirectTxg = other.indirectTxg;
    }

    SimFile copy() {
        return new SimFile(this);
    }

    long bytes() {
        return bytes;
    }

    long longest() {
        return longest;
    }

    int records() {
        return (int) Version.records(bytes);
    }

    long birth(int record) {
        return births[record];
    }

    /// Blocks of pointers right above the records.
    int pointerBlocks(Version version) {
        return (int) version.pointerBlocks(records(), Version.records(longest));
    }

    long pointerBirth(int block) {
        return pointerBirths[block];
    }

    void pointersWritten(int block, long birth) {
        if (block >= pointerBirths.length) {
            pointerBirths = Arrays.copyOf(pointerBirths, block + 1);
        }
        pointerBirths[block] = birth;
    }

    /// Whether a record is there as of a group.
    boolean onDisk(int record, long synced) {
        return record < records() && first[record] <= synced;
    }

    boolean dirtied(int record, long txg) {
        return record < dirtied.length && dirtied[record] == txg;
    }

    /// Bytes on disk of one of its records: a lone one is as long as the file was at most.
    long recordBytes(Version version) {
        return version.recordBytes(longest);
    }

    /// A record is written by group `txg`, and the file reaches at least as far as `end`.
    void write(int record, long end, long birth, long txg) {
        if (record >= births.length) {
            int room = Math.max(record + 1, births.length + births.length / 2);
            births = Arrays.copyOf(births, room);
            dirtied = Arrays.copyOf(dirtied, room);
            first = Arrays.copyOf(first, room);
        }
        if (record >= records()) {
            first[record] = txg;
        }
        births[record] = birth;
        dirtied[record] = txg;
        bytes = Math.max(bytes, end);
        longest = Math.max(longest, bytes);
    }

    void truncate(long end) {
        bytes = Math.min(bytes, end);
    }
}
