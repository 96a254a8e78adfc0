package enospc.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Texts out of bytes. Most of a history's come again and again (names of datasets, keys, processes): the last of them
/// are remembered, and then there is one string for all of them.
final class Texts {

    private static final int REMEMBERED = 1 << 13;
    /// What is longer hardly comes again.
    private static final int REMEMBERED_LENGTH = 256;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final byte[][] bytes = new byte[REMEMBERED][];
    private final String[] texts = new String[REMEMBERED];
    private long hash;

    /// The first byte at or behind `from` that is no plain character of a text in JSON: a quote, a backslash, a control
    /// character or a part of one that is not ASCII. [#at] wants it found first.
    ///
    /// @return `end` if there is none before it
    int plainEnd(byte[] line, int from, int end) {
        long mixed = 0;
        for (int at = from; at < end; at += Long.BYTES) {
            long eight = EightBytes.at(line, at);
            long marks = EightBytes.equal(eight, '"') | EightBytes.equal(eight, '\\') | EightBytes.unprintable(eight);
            if (marks != 0) {
                int plain = EightBytes.before(marks);
                hash = (mixed ^ EightBytes.first(eight, plain)) * MIX;
                return Math.min(at + plain, end);
            }
            mixed = Long.rotateLeft((mixed ^ eight) * MIX, 29);
        }
        hash = mixed * MIX;
        return end;
    }

    /// The plain text that [#plainEnd] has just found.
    String at(byte[] line, int from, int end) {
        if (end - from > REMEMBERED_LENGTH) {
            return ascii(line, from, end);
        }
        int place = (int) (hash >>> 32) & REMEMBERED - 1;
        byte[] known = bytes[place];
        if (known == null || !Arrays.equals(line, from, end, known, 0, known.length)) {
            bytes[place] = Arrays.copyOfRange(line, from, end);
            texts[place] = ascii(line, from, end);
        }
        return texts[place];
    }

    private static String ascii(byte[] line, int from, int end) {
        return new String(line, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
