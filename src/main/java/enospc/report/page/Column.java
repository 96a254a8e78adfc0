package enospc.report.page;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// A growing column of numbers, and how it is packed: seven bits a byte, the lowest first, the eighth says that more
/// follow. The page unpacks the same.
final class Column {

    /// What is packed: the numbers, which are ≥ 0 then, or the difference of each from the one before, folded so that
    /// small ones of either sign are short.
    enum Kind { PLAIN, DELTA }

    private final String name;
    private final Kind kind;
    private long[] numbers = new long[1 << 10];
    private int size;

    Column(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    void add(long number) {
        if (kind == Kind.PLAIN && number < 0) {
            throw new IllegalArgumentException(name + " is " + number);
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    int size() {
        return size;
    }

    byte[] packed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * size);
        long before = 0;
        for (int i = 0; i < size; i++) {
            long difference = numbers[i] - before;
            put(out, kind == Kind.PLAIN ? numbers[i] : difference << 1 ^ difference >> 63);
            before = numbers[i];
        }
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
