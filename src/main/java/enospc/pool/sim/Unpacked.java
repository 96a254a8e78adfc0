package enospc.pool.sim;

import enospc.pool.Image;
import java.util.Arrays;
import java.util.BitSet;
import java.util.TreeMap;

/// How much of one image is in a dataset, file by file; files are numbered in the image's order.
final class Unpacked {

    final Image image;
    final int count;
    private final BitSet whole;
    /// Bytes of the files that were begun and not finished.
    private final TreeMap<Integer, Long> cut;
    private long birth;
    /// Birth of each file; empty while it is the same for all.
    private long[] births = {};

    Unpacked(Image image, long birth) {
        this.image = image;
        this.count = image.files().stream().mapToInt(Image.Files::count).sum();
        this.whole = new BitSet(count);
        this.cut = new TreeMap<>();
        this.birth = birth;
    }

    private Unpacked(Unpacked other) {
        this.image = other.image;
        this.count = other.count;
        this.whole = (BitSet) other.whole.clone();
        this.cut = new TreeMap<>(other.cut);
        this.birth = other.birth;
        this.births = other.births.clone();
    }

    Unpacked copy() {
        return new Unpacked(this);
    }

    /// Size of a whole file of that number.
    long bytesOf(int file) {
        int first = 0;
        for (Image.Files files : image.files()) {
            first += files.count();
            if (file < first) {
                return files.bytes();
            }
        }
        throw new IllegalArgumentException("no file " + file + " of " + count);
    }

    /// One past the last file of the same size.
    int endOfRun(int file) {
        int first = 0;
        for (Image.Files files : image.files()) {
            first += files.count();
            if (file < first) {
                break;
            }
        }
        return first;
    }

    boolean has(int file) {
        return whole.get(file) || cut.containsKey(file);
    }

    /// The next file from `file` on that is there in whatever size, or `count`.
    int nextThere(int file) {
        int at = whole.nextSetBit(file);
        int next = at < 0 ? count : at;
        Integer other = cut.isEmpty() ? null : cut.ceilingKey(file);
        return other == null ? next : Math.min(next, other);
    }

    /// How large it is now; 0 also for one that is not there.
    long sizeOf(int file) {
        return whole.get(file) ? bytesOf(file) : cut.getOrDefault(file, 0L);
    }

    long birthOf(int file) {
        return births.length == 0 ? birth : births[file];
    }

    /// Files `from` to `to` are there and whole.
    void fill(int from, int to, long when) {
        stamp(from, to, when);
        whole.set(from, to);
    }

    /// The file is there, as far as `bytes`.
    void grow(int file, long bytes, long when) {
        stamp(file, file + 1, when);
        if (bytes == bytesOf(file)) {
            cut.remove(file);
            whole.set(file);
        } else {
            cut.put(file, bytes);
        }
    }

    void remove(int file) {
        whole.clear(file);
        cut.remove(file);
    }

    private void stamp(int from, int to, long when) {
        if (births.length == 0) {
            if (when == birth) {
                return;
            }
            if (isEmpty()) {
                birth = when;
                return;
            }
            births = new long[count];
            Arrays.fill(births, birth);
        }
        Arrays.fill(births, from, to, when);
    }

    boolean isEmpty() {
        return whole.isEmpty() && cut.isEmpty();
    }

    boolean isWhole() {
        return cut.isEmpty() && whole.cardinality() == count;
    }

    int entries() {
        return whole.cardinality() + cut.size();
    }

    /// A text that differs whenever the content does.
    String describe() {
        return image.key() + " " + whole + " " + cut;
    }
}
