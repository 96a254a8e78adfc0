package enospc.history;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// JSON as bytes, in a buffer that grows: what Jackson would write, without its generator between. A field that holds
/// nothing (`""`, 0, false, an empty list) is left out.
///
/// Most texts of a history come again and again (names of datasets, keys, processes). How the last of them are written
/// is remembered.
final class JsonBytes {

    private static final int REMEMBERED = 1 << 12;
    /// What is longer hardly comes again.
    private static final int REMEMBERED_LENGTH = 256;
    private static final int DIGITS_MAX = 20;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final String[] texts = new String[REMEMBERED];
    private final byte[][] quoted = new byte[REMEMBERED][];
    private byte[] bytes;
    private int length;

    JsonBytes(int room) {
        this.bytes = new byte[room];
    }

    int length() {
        return length;
    }

    /// Forgets what was written behind this length.
    void cutTo(int shorter) {
        length = shorter;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    void raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    void raw(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    /// A comma, unless this is the first in its object or list.
    void next() {
        byte last = bytes[length - 1];
        if (last != '{' && last != '[') {
            raw(',');
        }
    }

    void name(Key key) {
        next();
        raw(key.json);
    }

    void field(Key key, String text) {
        if (!text.isEmpty()) {
            name(key);
            text(text);
        }
    }

    void field(Key key, long number) {
        if (number != 0) {
            name(key);
            number(number);
        }
    }

    void field(Key key, boolean flag) {
        if (flag) {
            name(key);
            raw(TRUE);
        }
    }

    void field(Key key, List<String> texts) {
        if (!texts.isEmpty()) {
            name(key);
            raw('[');
            for (String text : texts) {
                next();
                text(text);
            }
            raw(']');
        }
    }

    void field(Key key, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            name(key);
            raw('{');
            texts.forEach((name, text) -> {
                next();
                text(name);
                raw(':');
                text(text);
            });
            raw('}');
        }
    }

    void text(String text) {
        if (text == null) {
            raw(NULL);
        } else if (text.length() > REMEMBERED_LENGTH) {
            raw(quote(text));
        } else {
            int hash = text.hashCode();
            int place = (hash ^ hash >>> 16) & REMEMBERED - 1;
            if (!text.equals(texts[place])) {
                quoted[place] = quote(text);
                texts[place] = text;
            }
            raw(quoted[place]);
        }
    }

    private static byte[] quote(String text) {
        byte[] inside = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] quoted = new byte[inside.length + 2];
        System.arraycopy(inside, 0, quoted, 1, inside.length);
        quoted[0] = '"';
        quoted[quoted.length - 1] = '"';
        return quoted;
    }

    void number(long number) {
        if (number < 0) {
            raw(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        reserve(DIGITS_MAX);
        int end = length + digits(number);
        int at = end;
        long rest = number;
        do {
            long tenth = rest / 10;
            bytes[--at] = (byte) ('0' + (rest - 10 * tenth));
            rest = tenth;
        } while (rest != 0);
        length = end;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long power = 10; digits < DIGITS_MAX - 1 && number >= power; power *= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
