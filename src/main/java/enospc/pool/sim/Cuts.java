package enospc.pool.sim;

import java.util.Arrays;

/// Files of an image that were begun and not finished, with their bytes: a small table sorted by file.
final class Cuts {

    static final int NONE = Integer.MAX_VALUE;

    private int[] files = {};
    private long[] bytes = {};
    private int size;

    Cuts copy() {
        Cuts copy = new Cuts();
        copy.files = files.clone();
        copy.bytes = bytes.clone();
        copy.size = size;
        return copy;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /// The first row of that file or a later one: mostly the last, of the file that was begun last.
    private int row(int file) {
        if (size == 0 || files[size - 1] < file) {
            return size;
        }
        if (files[size - 1] == file) {
            return size - 1;
        }
        int row = Arrays.binarySearch(files, 0, size, file);
        return row < 0 ? ~row : row;
    }

    private boolean isAt(int row, int file) {
        return row < size && files[row] == file;
    }

    boolean has(int file) {
        return isAt(row(file), file);
    }

    /// Bytes of that file; 0 if it is not among these.
    long bytes(int file) {
        int row = row(file);
        return isAt(row, file) ? bytes[row] : 0;
    }

    /// The first from that file on, or [#NONE].
    int next(int file) {
        int row = row(file);
        return row < size ? files[row] : NONE;
    }

    void put(int file, long grown) {
        int row = row(file);
        if (!isAt(row, file)) {
            if (size == files.length) {
                files = Arrays.copyOf(files, 2 * size + 2);
                bytes = Arrays.copyOf(bytes, 2 * size + 2);
            }
            System.arraycopy(files, row, files, row + 1, size - row);
            System.arraycopy(bytes, row, bytes, row + 1, size - row);
            files[row] = file;
            size++;
        }
        bytes[row] = grown;
    }

    void remove(int file) {
        int row = row(file);
        if (isAt(row, file)) {
            size--;
            System.arraycopy(files, row + 1, files, row, size - row);
            System.arraycopy(bytes, row + 1, bytes, row, size - row);
        }
    }

    /// `{3=10240, 7=0}`
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int row = 0; row < size; row++) {
            text.append(row == 0 ? "" : ", ").append(files[row]).append('=').append(bytes[row]);
        }
        return text.append('}').toString();
    }
}
