package enospc.pool;

import java.util.List;

/// What is installed: files of given sizes, packed as a squashfs file or as layers.
///
/// The content is a function of `seed` and `files`, so the same image can be made anywhere.
///
/// @param name  short and unique in a plan, such as `i03`; also the name of its files on a real target
/// @param key   64 hexadecimal digits, the name of its template
/// @param seed  decides every byte of the content
/// @param files in the order in which they are unpacked; at least one
public record Image(String name, String key, Format format, long seed, List<Files> files) {

    /// How an image reaches a template.
    public enum Format {
        /// One squashfs file, unpacked by `unsquashfs`.
        SQUASHFS,
        /// A stack of layer trees, copied through a pipe of two `tar`.
        LAYERS
    }

    /// `count` files of `bytes` each; both ≥ 1.
    public record Files(int count, long bytes) {

        public Files {
            if (count < 1 || bytes < 1) {
                throw new IllegalArgumentException("no files: " + count + " of " + bytes + " B");
            }
        }
    }

    public Image {
        files = List.copyOf(files);
    }

    /// Sum of the file sizes: less than what the pool will account for them.
    public long nominalBytes() {
        long bytes = 0;
        for (Files each : files) {
            bytes += each.count * each.bytes;
        }
        return bytes;
    }

    /// How many files it has.
    public long count() {
        long count = 0;
        for (Files each : files) {
            count += each.count;
        }
        return count;
    }
}
