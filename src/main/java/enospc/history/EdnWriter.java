package enospc.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Writes a history as Jepsen's stores hold it, a map a line, and all of it: [HistoryFile] reads it back.
///
/// Workers are numbers, as Jepsen's clients are, and `:worker` has the name; everybody else is a keyword. A space in
/// `f` becomes a hyphen; where it had one already, `:step` has it as it was. `:error` is a kind and what was said.
public final class EdnWriter {

    private final PrintWriter out;

    public EdnWriter(OutputStream out) {
        this.out = new PrintWriter(out, false, StandardCharsets.UTF_8);
    }

    public void write(Event event) {
        out.append("{:index ").append(String.valueOf(event.index()));
        out.append(", :time ").append(String.valueOf(event.time()));
        out.append(", :type :").append(EventJson.word(event.type()));
        process(event.process());
        out.append(", :f ").append(keyword(event.f().replace(' ', '-')));
        if (event.f().contains("-")) {
            out.append(", :step ").append(text(event.f()));
        }
        out.append(", :value ");
        form(EventJson.tree(event.value()));
        if (event.error() != Problem.NONE) {
            out.append(", :error [").append(keyword(event.error().kind())).append(' ')
                    .append(text(event.error().text())).append(']');
        }
        if (event.isStep()) {
            out.append(", :op ").append(String.valueOf(event.op()));
        }
        out.append("}\n");
    }

    private void process(String process) {
        if (process.matches("w[0-9]{1,9}")) {
            out.append(", :process ").append(String.valueOf(Integer.parseInt(process.substring(1))));
            out.append(", :worker ").append(text(process));
        } else {
            out.append(", :process ").append(keyword(process));
        }
    }

    private void form(JsonNode node) {
        if (node.isObject()) {
            out.append('{');
            String before = "";
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                out.append(before).append(keyword(each.getKey())).append(' ');
                form(each.getValue());
                before = ", ";
            }
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            String before = "";
            for (JsonNode each : node) {
                out.append(before);
                form(each);
                before = " ";
            }
            out.append(']');
        } else {
            out.append(atom(node));
        }
    }

    private static String atom(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return "nil";
        }
        return node.isTextual() ? text(node.textValue()) : node.asText();
    }

    /// What no keyword can hold is written as a text.
    static String keyword(String word) {
        return word.matches("[A-Za-z][A-Za-z0-9_.-]*") ? ":" + word : text(word);
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
    public void end() throws IOException {
        if (out.checkError()) {
            throw new IOException("the history could not be written whole");
        }
    }
}
