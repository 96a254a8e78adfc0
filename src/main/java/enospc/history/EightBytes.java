package enospc.history;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes at once, in a long whose lowest byte is the first.
final class EightBytes {

    private static final VarHandle VIEW = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private EightBytes() { }

    /// Zeros stand for what is behind the end of the array.
    static long at(byte[] bytes, int place) {
        if (place + Long.BYTES <= bytes.length) {
            return (long) VIEW.get(bytes, place);
        }
        long eight = 0;
        for (int i = bytes.length - 1; i >= place; i--) {
            eight = eight << 8 | bytes[i] & 0xff;
        }
        return eight;
    }

    /// The top bit of each byte that equals this one, and perhaps of some behind the first of them.
    static long equal(long eight, char ascii) {
        long zero = eight ^ ONES * ascii;
        return zero - ONES & ~zero & TOPS;
    }

    /// The top bit of each byte that is no printable character of ASCII, and perhaps of some behind the first of them.
    static long unprintable(long eight) {
        return (eight - ONES * ' ' | eight) & TOPS;
    }

    /// How many bytes are before the first one marked.
    static int before(long marks) {
        return Long.numberOfTrailingZeros(marks) >> 3;
    }

    /// The first bytes of these, as many as that, and zeros.
    static long first(long eight, int count) {
        return eight & (1L << 8 * count) - 1;
    }
}
