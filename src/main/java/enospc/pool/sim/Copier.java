package enospc.pool.sim;

/// How a program copies an image into a dataset: its system calls for one file, and what it does when one is refused.
///
/// @param chunkBytes of one write; counted from `headerBytes` before each file's start, as a stream of blocks is cut
/// @param attributes calls after a file's last write: utime, chown, chmod
/// @param stops      at the first error; else it says so and goes on, and exits with an error at the end
record Copier(String name, long chunkBytes, long headerBytes, int attributes, boolean stops) {

    /// `unsquashfs`: whole blocks, and all attributes of each file.
    static final Copier UNSQUASHFS = new Copier("unsquashfs", Version.RECORD_BYTES, 0, 3, true);
    /// GNU tar: records of 20 blocks of 512 bytes; sets only the time when owner and mode are right already.
    static final Copier TAR = new Copier("tar", 10240, 512, 1, false);
}
