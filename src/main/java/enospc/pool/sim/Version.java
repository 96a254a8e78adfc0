package enospc.pool.sim;

import java.util.List;

/// What differs between versions of ZFS, as far as space and waiting go. Section numbers are of `doc/simulation.md`.
///
/// @param name             as a plan says it
/// @param ashift           log2 of the smallest allocation, bytes
/// @param inflation        by which each estimate of pending bytes is multiplied (`spa_asize_inflation`)
/// @param extension        a limit is extended by 1/32 for estimates, and a used-up one refuses at once (8af08a69cd)
/// @param opensTxgs        a refused transaction waits for the next group to open, not for a sync: up to three groups
/// @param timeoutSeconds   after which the open transaction group is synced, whoever waits or not
/// @param indirectBytes    of one indirect block: 16K, since 0.7 128K
/// @param metaLevels       indirect blocks above a block of dnodes, all dirtied with it
/// @param createBytes      estimate of a file creation before inflation (§1.3)
/// @param datasetBytes     charged to a new dataset
/// @param mosBytes         charged to the root for a new dataset, beside the dataset itself
/// @param asyncDestroy     a destroyed dataset's blocks are freed by later transaction groups
/// @param lateRelease      an unmounted dataset stays busy for a moment, and a mounted one cannot be renamed
/// @param attributesAreFree chmod and utime count as freeing space: overwrites did until 0.7 (3ec3bc2167)
/// @param fullPoolAdmin    renames, properties, rollback and promote work on a full pool
/// @param slop             how much of the pool is kept back
public record Version(String name, int ashift, int inflation, boolean extension, boolean opensTxgs,
                      long timeoutSeconds, long indirectBytes, int metaLevels, long createBytes, long datasetBytes,
                      long mosBytes, boolean asyncDestroy, boolean lateRelease, boolean attributesAreFree,
                      boolean fullPoolAdmin, Slop slop) {

    private static final long K = 1 << 10;
    private static final long M = 1 << 20;

    /// Bytes of a record, the largest block of a file.
    public static final long RECORD_BYTES = 128 * K;
    /// Bytes of a block of dnodes.
    static final long DNODE_BLOCK_BYTES = 16 * K;

    public static final Version ZFS_FUSE_0_7 = new Version("zfs-fuse-0.7", 12, 24, false, true, 30, 16 * K, 6,
            700 * K, 112 * K, 48 * K, false, true, true, false, Slop.FUSE);
    public static final Version OPENZFS_2_1_11 = new Version("openzfs-2.1.11", 9, 24, true, false, 5, 128 * K, 5,
            257 * K, 24 * K, K, true, false, false, true, Slop.OPENZFS);
    public static final Version OPENZFS_2_3 = new Version("openzfs-2.3", 12, 24, true, false, 5, 128 * K, 5,
            257 * K, 96 * K, 8 * K, true, false, false, true, Slop.OPENZFS);

    public static final List<Version> ALL = List.of(ZFS_FUSE_0_7, OPENZFS_2_1_11, OPENZFS_2_3);

    /// How much of a pool is kept back for the pool itself (§1.2).
    public enum Slop { FUSE, OPENZFS }

    /// The version a plan calls `name`.
    public static Version named(String name) {
        for (Version version : ALL) {
            if (version.name.equals(name)) {
                return version;
            }
        }
        throw new IllegalArgumentException("no version " + name + "; there are "
                + ALL.stream().map(Version::name).toList());
    }

    /// Bytes rounded up to whole sectors.
    long sectors(long bytes) {
        long sector = 1L << ashift;
        return (bytes + sector - 1) / sector * sector;
    }

    /// What a transaction that may write so many bytes is taken to cost in the worst case (spa_misc.c:1872).
    long worstBytes(long bytes) {
        return inflation * Math.max(bytes, 1L << ashift);
    }

    /// Usable bytes of a file vdev of this size: without labels, in whole metaslabs (spa_misc.c, vdev.c).
    long deflatedBytes(long vdevBytes) {
        long allocatable = (vdevBytes - 9 * M / 2) / (256 * K) * (256 * K);
        int shift;
        if (slop == Slop.FUSE) {
            shift = Math.max(highBit(allocatable / 200), 17);
        } else {
            long metaslabs = allocatable >> 29;
            shift = metaslabs < 16 ? highBit(allocatable / 16) : metaslabs > 200 ? highBit(allocatable / 200) : 29;
            shift = Math.max(shift, 24);
        }
        return allocatable >> shift << shift;
    }

    private static int highBit(long value) {
        return 64 - Long.numberOfLeadingZeros(value);
    }

    /// Bytes kept back of a pool of `dspace` (spa_misc.c:376-392; dsl_pool.c:483 of zfs-fuse).
    long slopBytes(long dspace) {
        return switch (slop) {
            case FUSE -> Math.max(dspace / 64, 32 * M);
            case OPENZFS -> Math.max(Math.min(dspace / 32, 128L << 30), Math.min(dspace / 2, 128 * M));
        };
    }

    /// Bytes on disk of a file's data and indirect blocks; its dnode not counted.
    long dataBytes(long fileBytes) {
        if (fileBytes <= RECORD_BYTES) {
            return sectors(fileBytes);
        }
        long records = records(fileBytes);
        return records * RECORD_BYTES + indirectOnDisk(records);
    }

    /// Two copies of each compressed indirect block: a sector at least, else about 56 bytes a pointer.
    private long indirectOnDisk(long records) {
        long pointers = indirectBytes / 128;
        long blocks = (records + pointers - 1) / pointers;
        return Math.max(2 * blocks << ashift, sectors(112 * records));
    }

    static long records(long fileBytes) {
        return (fileBytes + RECORD_BYTES - 1) / RECORD_BYTES;
    }

    /// A dnode among its neighbours in a compressed block, amortised.
    static final long DNODE_BYTES = 246;
}
