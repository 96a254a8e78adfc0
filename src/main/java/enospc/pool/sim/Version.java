package enospc.pool.sim;

import java.util.List;

/// What differs between versions of ZFS, as far as space and waiting go. Section numbers are of `doc/simulation.md`.
///
/// @param name             as a plan says it
/// @param number           10000 times the major, 100 times the minor, and the patch number
/// @param ashift           log2 of the smallest allocation, bytes
/// @param inflation        by which each estimate of pending bytes is multiplied (`spa_asize_inflation`)
/// @param extension        a limit is extended by 1/32 for estimates, and a used-up one refuses at once (8af08a69cd)
/// @param opensTxgs        a refused transaction waits for the next group to open, not for a sync: up to three groups
/// @param timeoutSeconds   after which the open transaction group is synced, whoever waits or not
/// @param indirectBytes    of one indirect block: 16K, since 0.7 128K
/// @param metaLevels       indirect blocks above a block of dnodes, all dirtied with it
/// @param createBytes      estimate of a file creation before inflation (dmu_tx.c)
/// @param datasetBytes     charged to a new dataset
/// @param mosBytes         charged to the root for a new dataset, beside the dataset itself
/// @param asyncDestroy     a destroyed dataset's blocks are freed by later transaction groups
/// @param lateRelease      an unmounted dataset stays busy for a moment, and a mounted one cannot be renamed
/// @param attributesAreFree chmod and utime count as freeing space: overwrites did until 0.7 (3ec3bc2167)
/// @param fullPoolAdmin    renames, properties, rollback and promote work on a full pool
/// @param slop             how much of the pool is kept back
public record Version(String name, int number, int ashift, int inflation, boolean extension, boolean opensTxgs,
                      long timeoutSeconds, long indirectBytes, int metaLevels, long createBytes, long datasetBytes,
                      long mosBytes, boolean asyncDestroy, boolean lateRelease, boolean attributesAreFree,
                      boolean fullPoolAdmin, Slop slop) {

    private static final long K = 1 << 10;
    private static final long M = 1 << 20;

    /// Bytes of a record, the largest block of a file.
    public static final long RECORD_BYTES = 128 * K;
    /// Bytes of a block of dnodes.
    static final long DNODE_BLOCK_BYTES = 16 * K;

    public static final Version ZFS_FUSE_0_7 = new Version("zfs-fuse-0.7", 700, 12, 24, false, true, 30, 16 * K, 6,
            700 * K, 112 * K, 48 * K, false, true, true, false, Slop.FUSE);
    public static final Version OPENZFS_2_1_11 = openzfs("openzfs-2.1.11", 20111, 9, true);
    public static final Version OPENZFS_2_3 = openzfs("openzfs-2.3", 20300, 12, true);

    public static final List<Version> ALL = List.of(ZFS_FUSE_0_7, openzfs("openzfs-2.0", 20000, 12, false),
            openzfs("openzfs-2.1.6", 20106, 12, false), OPENZFS_2_1_11, openzfs("openzfs-2.2", 20200, 12, true),
            OPENZFS_2_3);

    /// The rules of OpenZFS. What a new dataset costs was seen on 2.1.11, with sectors of 512 and of 4,096 bytes.
    private static Version openzfs(String name, int number, int ashift, boolean extension) {
        long datasetBytes = ashift == 9 ? 24 * K : 96 * K;
        return new Version(name, number, ashift, 24, extension, false, 5, 128 * K, 5, 257 * K, datasetBytes,
                datasetBytes / 12, true, false, false, true, Slop.OPENZFS);
    }

    /// Whether it is zfs-fuse, with its texts and its unmounts that end late.
    public boolean isFuse() {
        return slop == Slop.FUSE;
    }

    /// How much of a pool is kept back for the pool itself (spa_misc.c, `spa_get_slop_space`).
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

    /// Bytes on disk of what each change writes anew after a snapshot: the dataset's own block, a block of dnodes with
    /// all above it, and two lists of who uses how much. On zfs-fuse a sector each, in two copies, exactly so; seen on
    /// OpenZFS 2.1.11 with sectors of 512 and of 4,096 bytes.
    long chainBytes() {
        return isFuse() ? 2L * (metaLevels + 4) << ashift : ashift == 9 ? 12 * K : 56 * K;
    }

    /// Bytes on disk of the directory, written anew by the first change of an entry after a snapshot; seen likewise.
    long renewedDirectoryBytes() {
        return ashift == 9 ? 2 * K : 2L << ashift;
    }

    /// Bytes on disk of a directory's block, as far as it is charged: a sector in two copies.
    long directoryBytes() {
        return isFuse() ? 2L << ashift : 0;
    }

    /// Bytes on disk of a file's data and indirect blocks; its dnode not counted.
    long dataBytes(long fileBytes) {
        return dataBytes(fileBytes, fileBytes);
    }

    /// @param longest what the file was at most: the tree above its records keeps its height
    long dataBytes(long fileBytes, long longest) {
        long records = records(fileBytes);
        return records * recordBytes(longest) + indirectOnDisk(records, records(longest));
    }

    /// Bytes on disk of one record of a file that was so long at most.
    long recordBytes(long longest) {
        return longest <= RECORD_BYTES ? sectors(longest) : RECORD_BYTES;
    }

    /// Bytes on disk of a file's indirect blocks, those counted as [#pointerBlocks] left out, and of its dnode.
    long metaBytes(long fileBytes, long longest) {
        long records = records(fileBytes);
        return indirectOnDisk(records, records(longest)) + DNODE_BYTES
                - pointerBlocks(records, records(longest)) * pointerBlockBytes();
    }

    /// Indirect blocks right above the records, where each is known by itself: on zfs-fuse.
    long pointerBlocks(long records, long most) {
        return isFuse() && most > 1 ? above(records) : 0;
    }

    /// Blocks of pointers to so many blocks.
    private long above(long blocks) {
        long pointers = pointersPerBlock();
        return (blocks + pointers - 1) / pointers;
    }

    long pointersPerBlock() {
        return indirectBytes / 128;
    }

    /// Bytes on disk of one of them: one sector, in two copies.
    long pointerBlockBytes() {
        return 2L << ashift;
    }

    /// Two copies of each compressed indirect block. On zfs-fuse each is one sector, however full, and those above the
    /// first level count as well: exactly so, up to 256 MiB. Elsewhere a sector at least, or about 56 bytes a pointer.
    private long indirectOnDisk(long records, long most) {
        if (!isFuse()) {
            return records <= 1 ? 0 : Math.max(above(records) * pointerBlockBytes(), sectors(112 * records));
        }
        long all = 0;
        long level = records;
        for (long height = most; height > 1; height = above(height)) {
            level = above(level);
            all += level;
        }
        return all * pointerBlockBytes();
    }

    static long records(long fileBytes) {
        return (fileBytes + RECORD_BYTES - 1) / RECORD_BYTES;
    }

    /// A dnode among its neighbours in a compressed block, amortised.
    static final long DNODE_BYTES = 246;
}
