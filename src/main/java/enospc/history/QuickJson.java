package enospc.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;

/// Goes through a line of JSON that is written as [JsonBytes] writes: no space, plain texts, and fields that hold
/// nothing left out. Whoever reads asks for the fields in their order. Everything else is [Odd].
final class QuickJson {

    private static final int DIGITS_MAX = 18;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};

    /// Not as we write it.
    static final class Odd extends RuntimeException {

        private static final long serialVersionUID = 1;
        static final Odd ODD = new Odd();

        private Odd() {
            super("", null, false, false);
        }
    }

    private final Texts texts = new Texts();
    private byte[] line = {};
    private int at;
    private int end;

    void begin(byte[] line, int from, int length) {
        this.line = line;
        this.at = from;
        this.end = from + length;
    }

    boolean isAtEnd() {
        return at == end;
    }

    private byte byteAt(int place) {
        if (place >= end) {
            throw Odd.ODD;
        }
        return line[place];
    }

    void expect(char ascii) {
        if (byteAt(at) != ascii) {
            throw Odd.ODD;
        }
        at++;
    }

    private boolean isAt(int place, byte[] ascii) {
        return end - place >= ascii.length
                && Arrays.equals(line, place, place + ascii.length, ascii, 0, ascii.length);
    }

    /// Whether the next field of this object is that one; then its value follows.
    boolean next(Key key) {
        int name = at;
        if (line[at - 1] != '{') {
            if (byteAt(at) != ',') {
                return false;
            }
            name++;
        }
        if (!isAt(name, key.json)) {
            return false;
        }
        at = name + key.json.length;
        return true;
    }

    /// That field must be the next.
    QuickJson due(Key key) {
        if (!next(key)) {
            throw Odd.ODD;
        }
        return this;
    }

    /// Whether a comma and one more follow in this list or object, or this byte, its end.
    boolean another(char last) {
        if (byteAt(at) == ',') {
            at++;
            return true;
        }
        expect(last);
        return false;
    }

    long number() {
        int first = at;
        long number = 0;
        int digit = byteAt(at) - '0';
        while (digit >= 0 && digit <= 9) {
            number = 10 * number + digit;
            digit = byteAt(++at) - '0';
        }
        int digits = at - first;
        if (digits == 0 || digits > DIGITS_MAX || digits > 1 && line[first] == '0') {
            throw Odd.ODD;
        }
        return number;
    }

    String text() {
        expect('"');
        int close = texts.plainEnd(line, at, end);
        if (byteAt(close) != '"') {
            throw Odd.ODD;
        }
        String text = texts.at(line, at, close);
        at = close + 1;
        return text;
    }

    String notEmpty() {
        String text = text();
        if (text.isEmpty()) {
            throw Odd.ODD;
        }
        return text;
    }

    /// The text of that field, if it is the next.
    String text(Key key) {
        return next(key) ? text() : "";
    }

    long number(Key key) {
        return next(key) ? number() : 0;
    }

    boolean flag(Key key) {
        if (!next(key)) {
            return false;
        }
        if (!isAt(at, TRUE)) {
            throw Odd.ODD;
        }
        at += TRUE.length;
        return true;
    }

    List<String> texts(Key key) {
        List<String> list = new ArrayList<>();
        if (next(key)) {
            expect('[');
            do {
                list.add(text());
            } while (another(']'));
        }
        return list;
    }

    void texts(Key key, SequencedMap<String, String> into) {
        if (next(key)) {
            texts(into);
        }
    }

    /// An object of texts.
    void texts(SequencedMap<String, String> into) {
        expect('{');
        do {
            String name = text();
            expect(':');
            into.put(name, text());
        } while (another('}'));
    }

    int place() {
        return at;
    }

    byte[] since(int place) {
        return Arrays.copyOfRange(line, place, at);
    }

    /// Goes on behind these bytes, if they are next.
    boolean skips(byte[] json) {
        boolean same = isAt(at, json);
        if (same) {
            at += json.length;
        }
        return same;
    }
}
