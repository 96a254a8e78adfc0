package enospc.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A string in quotes.
final class EdnString {

    private EdnString() { }

    static String read(EdnText text) throws IOException {
        text.read();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (text.peek() != '"') {
            int next = text.read();
            if (next == '\\') {
                bytes.write(escaped(text).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(next);
            }
        }
        text.read();
        return text.decoded(bytes);
    }

    /// As it stands: a backslash only keeps the next quote from ending it.
    static String raw(EdnText text) throws IOException {
        text.read();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (text.peek() != '"') {
            int next = text.read();
            bytes.write(next);
            if (next == '\\') {
                bytes.write(text.read());
            }
        }
        text.read();
        return text.decoded(bytes);
    }

    private static String escaped(EdnText text) throws IOException {
        int kind = text.read();
        return switch (kind) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case '"', '\\' -> Character.toString(kind);
            case 'u' -> unicode(text);
            default -> throw new Misfit("there is no escape '\\" + (char) kind + "'");
        };
    }

    private static String unicode(EdnText text) throws IOException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.read(), 16);
            if (digit < 0) {
                throw new Misfit("an escape '\\u' needs four hexadecimal digits");
            }
            code = 16 * code + digit;
        }
        return Character.toString(code);
    }
}
