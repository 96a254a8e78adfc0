package enospc.report.export;

import enospc.history.Event;
import enospc.history.Problem;
import enospc.report.Described;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A history as Jepsen's stores hold it: a map a line. Workers are numbers, everybody else a keyword.
///
/// `:value` says in a text what the event is about, `:key` the image's key; an op's step has `:op`.
final class EdnHistory {

    private final PrintWriter out;

    EdnHistory(OutputStream out) {
        this.out = new PrintWriter(out, false, StandardCharsets.UTF_8);
    }

    void see(Event event) {
        out.append("{:index ").append(String.valueOf(event.index()));
        out.append(", :time ").append(String.valueOf(event.time()));
        out.append(", :type :").append(event.type().name().toLowerCase(Locale.ROOT));
        out.append(", :process ").append(process(event.process()));
        out.append(", :f ").append(keyword(event.f()));
        out.append(", :value ").append(value(event));
        String key = Described.key(event.value());
        if (!key.isEmpty()) {
            out.append(", :key ").append(text(key));
        }
        if (event.error() != Problem.NONE) {
            out.append(", :error [").append(keyword(event.error().kind())).append(' ')
                    .append(text(event.error().text())).append(']');
        }
        if (event.isStep()) {
            out.append(", :op ").append(String.valueOf(event.op()));
        }
        out.append("}\n");
    }

    private static String value(Event event) {
        String value = event.begins() ? Described.subject(event.value()) : Described.result(event.value());
        return value.isEmpty() ? "nil" : text(value);
    }

    private static String process(String process) {
        return process.matches("w[0-9]{1,9}") ? String.valueOf(Integer.parseInt(process.substring(1)))
                : keyword(process);
    }

    /// What no keyword can hold is written as a text.
    static String keyword(String word) {
        String joined = word.replace(' ', '-');
        return joined.matches("[A-Za-z][A-Za-z0-9_.-]*") ? ":" + joined : text(word);
    }

    /// As EDN reads it: like JSON's, but for the control characters that have no short form.
    static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? "\\u%04x".formatted(c) : String.valueOf((char) c));
            }
        });
        return quoted.append('"').toString();
    }

    /// @throws IOException if not all could be written
    void end() throws IOException {
        if (out.checkError()) {
            throw new IOException("the history could not be written whole");
        }
    }
}
