package enospc.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads Clojure's data notation (https://github.com/edn-format/edn) into the tree that JSON would give.
///
/// A keyword becomes its name without the colon, a symbol and a character a text, a set and a list an array. A tag is
/// dropped and what it tags is kept.
final class Edn {

    private static final int DEPTH_MAX = 500;
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+N?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d+)?M?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// The text ends inside of a form.
    static final class Cut extends IOException {

        private static final long serialVersionUID = 1;
    }

    private final EdnText text;

    Edn(EdnText text) {
        this.text = text;
    }

    /// The next form, or nothing at the end of the text.
    ///
    /// @throws Misfit if it is none; the text then stands at the place
    /// @throws Cut    if the text ends inside of it
    Optional<JsonNode> next() throws IOException {
        return text.skipsToEnd(this) ? Optional.empty() : Optional.of(form(0));
    }

    /// The form that begins here.
    JsonNode form(int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new Misfit("forms are nested deeper than " + DEPTH_MAX);
        }
        if (text.skipsToEnd(this)) {
            throw new Cut();
        }
        int first = text.peek();
        return switch (first) {
            case '"' -> NODES.textNode(EdnString.read(text));
            case '(' -> list(')', depth);
            case '[' -> list(']', depth);
            case '{' -> map(depth);
            case '#' -> dispatched(depth);
            case '^' -> {
                text.read();
                form(depth + 1);
                yield form(depth + 1);
            }
            case '\\' -> character();
            case ')', ']', '}' -> throw new Misfit("nothing is open that '" + (char) first + "' closes");
            default -> atom(token());
        };
    }

    private ArrayNode list(char close, int depth) throws IOException {
        text.read();
        ArrayNode list = NODES.arrayNode();
        while (!closes(close)) {
            list.add(form(depth + 1));
        }
        return list;
    }

    private ObjectNode map(int depth) throws IOException {
        text.read();
        ObjectNode map = NODES.objectNode();
        while (!closes('}')) {
            JsonNode key = form(depth + 1);
            if (closes('}')) {
                throw new Misfit("the last key of this map has no value");
            }
            map.set(key.isValueNode() ? key.asText() : key.toString(), form(depth + 1));
        }
        return map;
    }

    private boolean closes(char close) throws IOException {
        if (text.skipsToEnd(this)) {
            throw new Cut();
        }
        boolean closes = text.peek() == close;
        if (closes) {
            text.read();
        }
        return closes;
    }

    private JsonNode dispatched(int depth) throws IOException {
        text.read();
        int next = text.peek();
        return switch (next) {
            case '{' -> list('}', depth);
            case '"' -> NODES.textNode(EdnString.raw(text));
            case '#' -> {
                text.read();
                yield NODES.textNode(token());
            }
            case -1 -> throw new Cut();
            default -> {
                token();                                  // a tag, or the namespace of a map's keys
                yield form(depth + 1);
            }
        };
    }

    private JsonNode character() throws IOException {
        text.read();
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        name.write(text.read());
        while (!text.endsToken()) {
            name.write(text.read());
        }
        return NODES.textNode(text.decoded(name));
    }

    private String token() throws IOException {
        ByteArrayOutputStream token = new ByteArrayOutputStream();
        while (!text.endsToken()) {
            token.write(text.read());
        }
        return text.decoded(token);
    }

    private static JsonNode atom(String token) {
        return switch (token) {
            case "nil" -> NODES.nullNode();
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            default -> token.startsWith(":") ? NODES.textNode(token.substring(1)) : number(token);
        };
    }

    /// What only looks like a number, such as a ratio, stays a text.
    private static JsonNode number(String token) {
        if (INTEGER.matcher(token).matches()) {
            BigInteger value = new BigInteger(token.replace("N", "").replace("+", ""));
            return value.bitLength() < 32 ? NODES.numberNode(value.intValue())
                    : value.bitLength() < 64 ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
        }
        return DECIMAL.matcher(token).matches()
                ? NODES.numberNode(new BigDecimal(token.replace("M", "")).stripTrailingZeros()) : NODES.textNode(token);
    }
}
