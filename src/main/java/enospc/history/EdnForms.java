package enospc.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// From a map in Clojure's notation to an event: another tool's, whose value stays as it is, or one of a
/// history of ours that [EdnWriter] has written.
interface EdnForms {

    /// @param events how many there were before
    /// @throws BadLine if something is missing
    Event event(ObjectNode map, long events) throws BadLine;

    static EdnForms foreign() {
        Foreign foreign = new Foreign();
        return (map, _) -> {
            JsonNode process = map.path("process");
            if (process.isTextual()) {
                map.put("process", ":" + process.textValue());
            }
            foreign.begin();
            map.properties().forEach(each -> foreign.take(each.getKey(), each.getValue()));
            return foreign.event();
        };
    }

    static EdnForms ours() {
        InOrder order = new InOrder();
        return (map, events) -> {
            if (map.path("worker").isTextual()) {
                map.set("process", map.remove("worker"));
            }
            String f = map.path("step").isTextual() ? map.remove("step").textValue()
                    : map.path("f").asText().replace('-', ' ');
            map.put("f", f);
            if (map.path("error").isArray()) {
                JsonNode error = map.path("error");
                map.putObject("error").put("kind", error.path(0).asText()).put("text", error.path(1).asText());
            }
            return order.checked(read(map), events);
        };
    }

    private static Event read(ObjectNode map) throws BadLine {
        try {
            byte[] line = EventJson.MAPPER.writeValueAsBytes(map);
            return EventJson.read(line, 0, line.length);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("writing to memory", impossible);
        }
    }
}
