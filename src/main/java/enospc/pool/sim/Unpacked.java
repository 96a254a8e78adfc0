package enospc.pool.sim;

import enospc.pool.Image;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// How much of one image is in a dataset, file by file; files are numbered in the image's order.
final class Unpacked {

    final Image image;
    final int count;
    private final BitSet whole;
    private int wholes;
    private final Cuts cut;
    /// One past the last file of each size, and that size.
    private final int[] ends;
    private final long[] sizes;
    private long birth;
    /// Birth of each file; empty while it is the same for all.
    private long[] births = {};

    Unpacked(Image image, long birth) {
        this.image = image;
        List<Image.Files> files = image.files();
        this.ends = new int[files.size()];
        this.sizes = new long[files.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += files.get(i).count();
            ends[i] = end;
            sizes[i] = files.get(i).bytes();
        }
        this.count = end;
        this.whole = new BitSet(count);
        this.cut = new Cuts();
        this.birth = birth;
    }

    private Unpacked(Unpacked other) {
        this.image = other.image;
        this.count = other.count;
        this.ends = other.ends;
        this.sizes = other.sizes;
        this.whole = (BitSet) other.whole.clone();
        this.wholes = other.wholes;
        this.cut = other.cut.copy();
        this.birth = other.birth;
        this.births = other.births.clone();
    }

    Unpacked copy() {
        return new Unpacked(this);
    }

    private int run(int file) {
        int run = 0;
        while (file >= ends[run]) {
            run++;
        }
        return run;
    }

    /// Size of a whole file of that number.
    long bytesOf(int file) {
        return sizes[run(file)];
    }

    /// One past the last file of the same size.
    int endOfRun(int file) {
        return ends[run(file)];
    }

    boolean has(int file) {
        return whole.get(file) || cut.has(file);
    }

    /// The next file from `file` on that is there in whatever size, or `count`.
    int nextThere(int file) {
        int at = whole.nextSetBit(file);
        return Math.min(at < 0 ? count : at, cut.next(file));
    }

    /// How large it is now; 0 also for one that is not there.
    long sizeOf(int file) {
        return whole.get(file) ? bytesOf(file) : cut.bytes(file);
    }

    long birthOf(int file) {
        return births.length == 0 ? birth : births[file];
    }

    /// Files `from` to `to`, of which none was there, are there and whole.
    void fill(int from, int to, long when) {
        stamp(from, to, when);
        whole.set(from, to);
        wholes += to - from;
    }

    /// The file is there, as far as `bytes`.
    void grow(int file, long bytes, long when) {
        stamp(file, file + 1, when);
        if (bytes == bytesOf(file)) {
            cut.remove(file);
            wholes += whole.get(file) ? 0 : 1;
            whole.set(file);
        } else {
            cut.put(file, bytes);
        }
    }

    void remove(int file) {
        wholes -= whole.get(file) ? 1 : 0;
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
        return wholes == 0 && cut.isEmpty();
    }

    boolean isWhole() {
        return wholes == count && cut.isEmpty();
    }

    int entries() {
        return wholes + cut.size();
    }

    /// A text that differs whenever the content does.
    String describe() {
        return image.key() + " " + whole + " " + cut;
    }
}
