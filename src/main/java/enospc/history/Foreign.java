package enospc.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// An event of another tool, made from its keys as they come. Its value stays as it is.
///
/// Without an `index` an event counts as the next one; without a `time` it has that of the one before.
final class Foreign {

    private static final Map<String, Event.Type> TYPES = new HashMap<>();

    static {
        for (Event.Type type : Event.Type.values()) {
            TYPES.put(type.name().toLowerCase(Locale.ROOT), type);
        }
    }

    private long lastIndex = -1;
    private long lastTime = Long.MIN_VALUE;
    private long index;
    private long time;
    private String process = "";
    private String f = "";
    private String type = "";
    private Value value = Value.None.NONE;

    void begin() {
        index = lastIndex + 1;
        time = lastTime;
        process = "";
        f = "";
        type = "";
        value = Value.None.NONE;
    }

    /// @throws Misfit if this key cannot have this value
    void take(String key, JsonNode node) {
        switch (key) {
            case "index" -> index = number(key, node, lastIndex + 1);
            case "time" -> time = number(key, node, lastTime);
            case "process" -> process = node.isIntegralNumber() ? node.asText() : text(key, node);
            case "f" -> f = bare(text(key, node));
            case "type" -> type = bare(text(key, node));
            case "value" -> value = node.isNull() ? Value.None.NONE : new Value.Other(node);
            default -> { }
        }
    }

    private static String bare(String word) {
        return word.startsWith(":") ? word.substring(1) : word;
    }

    private static long number(String key, JsonNode node, long least) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new Misfit(key + " is not a whole number");
        }
        if (node.longValue() < least) {
            throw new Misfit(key + " goes back to " + node.longValue() + (key.equals("time")
                    ? "; if the lines are in the order heard, take the times out" : ""));
        }
        return node.longValue();
    }

    private static String text(String key, JsonNode node) {
        if (!node.isTextual()) {
            throw new Misfit(key + " is not a text");
        }
        return node.textValue();
    }

    /// @throws BadLine if something is missing
    Event event() throws BadLine {
        Event.Type known = TYPES.get(type);
        if (process.isEmpty() || f.isEmpty() || known == null) {
            throw new BadLine(1, "no event: it needs process, f and a type of invoke, ok, fail or info");
        }
        lastIndex = index;
        lastTime = time;
        return new Event(index, Math.max(0, time), process, known, f, value, Problem.NONE, Event.NO_OP);
    }
}
