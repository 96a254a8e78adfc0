package enospc.history;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Consumer;

/// A line of JSON with Jepsen's keys, whoever wrote it. Empty lines are passed over.
final class JepsenJson implements Lines.Format {

    private final Foreign foreign = new Foreign();

    @Override
    public boolean read(byte[] line, int from, int length, long events, Consumer<Event> reader) throws BadLine {
        if (isBlank(line, from, length)) {
            return false;
        }
        try (JsonParser parser = EventJson.MAPPER.getFactory().createParser(line, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadLine(1, "no event: it does not begin with {");
            }
            foreign.begin();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                take(parser);
            }
            if (parser.nextToken() != null) {
                throw new BadLine(parser.currentTokenLocation().getColumnNr(), "something follows the event");
            }
            reader.accept(foreign.event());
            return true;
        } catch (JsonProcessingException broken) {
            JsonLocation where = broken.getLocation();
            throw new BadLine(where == null ? 1 : where.getColumnNr(),
                    broken.getOriginalMessage().lines().findFirst().orElse("not JSON"));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
    }

    private void take(JsonParser parser) throws IOException, BadLine {
        String key = parser.currentName();
        parser.nextToken();
        int column = parser.currentTokenLocation().getColumnNr();
        JsonNode value = EventJson.MAPPER.readTree(parser);
        try {
            foreign.take(key, value);
        } catch (Misfit wrong) {
            throw new BadLine(column, wrong.getMessage());
        }
    }

    private static boolean isBlank(byte[] line, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
