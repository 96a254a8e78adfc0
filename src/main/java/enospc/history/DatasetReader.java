package enospc.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import enospc.pool.Dataset;
import java.io.IOException;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Reads a dataset key by key: readings of the pool are the most of a history, and the general way takes several times
/// as long.
final class DatasetReader extends StdDeserializer<Dataset> {

    private static final long serialVersionUID = 1;

    DatasetReader() {
        super(Dataset.class);
    }

    @Override
    public Dataset deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw context.wrongTokenException(parser, Dataset.class, JsonToken.START_OBJECT, "a dataset is an object");
        }
        String name = "";
        String origin = "";
        long used = 0;
        long available = 0;
        long referenced = 0;
        long quota = 0;
        long reservation = 0;
        boolean mounted = false;
        SequencedMap<String, String> user = new TreeMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            switch (key) {
                case "name" -> name = text(parser, context);
                case "origin" -> origin = text(parser, context);
                case "used" -> used = number(parser, context);
                case "available" -> available = number(parser, context);
                case "referenced" -> referenced = number(parser, context);
                case "quota" -> quota = number(parser, context);
                case "reservation" -> reservation = number(parser, context);
                case "mounted" -> mounted = _parseBooleanPrimitive(parser, context);
                case "user" -> readUser(user, parser, context);
                default -> parser.skipChildren();
            }
        }
        return new Dataset(name, origin, used, available, referenced, quota, reservation, mounted, user);
    }

    private void readUser(SequencedMap<String, String> user, JsonParser parser, DeserializationContext context)
            throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw context.wrongTokenException(parser, Dataset.class, JsonToken.START_OBJECT, "user is an object");
        }
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            user.put(key, text(parser, context));
        }
    }

    private static String text(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw context.wrongTokenException(parser, Dataset.class, JsonToken.VALUE_STRING,
                    parser.currentName() + " is not a text");
        }
        return parser.getText();
    }

    private static long number(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw context.wrongTokenException(parser, Dataset.class, JsonToken.VALUE_NUMBER_INT,
                    parser.currentName() + " is not a whole number");
        }
        return parser.getLongValue();
    }
}
