package enospc.history;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The bytes of a text in Clojure's notation, one after the other, with the place of the next one.
final class EdnText {

    /// A longer string or symbol is none of an event.
    private static final int TOKEN_MAX = 64 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private long line = 1;
    private long column = 1;

    EdnText(InputStream in) {
        this.in = in;
    }

    /// From 1, both; columns in bytes.
    String place() {
        return "line " + line + ", column " + column;
    }

    /// The next byte, or -1 at the end.
    int peek() throws IOException {
        if (at == filled) {
            try {
                filled = Math.max(0, in.read(buffer));
            } catch (EOFException cut) {
                filled = 0;
            }
            at = 0;
        }
        return at < filled ? buffer[at] & 0xff : -1;
    }

    /// @throws Edn.Cut at the end
    int read() throws IOException {
        int next = peek();
        if (next < 0) {
            throw new Edn.Cut();
        }
        at++;
        line += next == '\n' ? 1 : 0;
        column = next == '\n' ? 1 : column + 1;
        return next;
    }

    boolean endsToken() throws IOException {
        int next = peek();
        return next <= ' ' || ",;\"()[]{}\\".indexOf(next) >= 0;
    }

    /// Passes over spaces, commas, comments and discarded forms.
    ///
    /// @return whether that is the end of the text
    boolean skipsToEnd(Edn forms) throws IOException {
        while (true) {
            int next = peek();
            if (next == -1) {
                return true;
            }
            if (next <= ' ' || next == ',') {
                read();
            } else if (next == ';') {
                skipLine();
            } else if (next == '#' && second() == '_') {
                read();
                read();
                forms.form(1);
            } else {
                return false;
            }
        }
    }

    private void skipLine() throws IOException {
        while (peek() != -1 && peek() != '\n') {
            read();
        }
    }

    /// The byte after the next one, or -1.
    private int second() throws IOException {
        if (at + 1 == filled) {
            buffer[0] = buffer[at];
            at = 0;
            filled = 1 + Math.max(0, in.read(buffer, 1, buffer.length - 1));
        }
        return at + 1 < filled ? buffer[at + 1] & 0xff : -1;
    }

    /// @throws Misfit if these bytes are no UTF-8, or too many
    String decoded(ByteArrayOutputStream bytes) {
        if (bytes.size() > TOKEN_MAX) {
            throw new Misfit("this is longer than " + (TOKEN_MAX >> 20) + " MiB");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException broken) {
            throw new Misfit("this is not UTF-8");
        }
    }
}
