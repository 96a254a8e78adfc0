package enospc.history;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import enospc.pool.Command;
import enospc.pool.Dataset;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// An event as one line of JSON, and back. The class of a value follows from `f` and `type`; an `f` that nobody knows
/// keeps its value as it is.
final class EventJson {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .defaultPropertyInclusion(JsonInclude.Value.construct(
                    JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new SimpleModule().addDeserializer(Dataset.class, new DatasetReader()))
            .build();

    /// How each class is read, looked up once.
    private static final ClassValue<ObjectReader> READERS = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return MAPPER.readerFor(type);
        }
    };

    /// What the steps of each name are when they begin.
    private static final Map<String, Class<? extends Command>> COMMANDS = Map.ofEntries(
            Map.entry("zfs create", Command.Create.class),
            Map.entry("zfs destroy", Command.Destroy.class),
            Map.entry("zfs snapshot", Command.Snapshot.class),
            Map.entry("zfs clone", Command.Clone.class),
            Map.entry("zfs rename", Command.Rename.class),
            Map.entry("zfs set", Command.Set.class),
            Map.entry("zfs mount", Command.Mount.class),
            Map.entry("zfs unmount", Command.Unmount.class),
            Map.entry("zfs get", Command.Get.class),
            Map.entry("zfs list", Command.ListAll.class),
            Map.entry("sync", Command.Sync.class),
            Map.entry("chmod", Command.Chmod.class),
            Map.entry("fill", Command.Fill.class),
            Map.entry("digest", Command.Digest.class));

    private static final Map<String, Class<? extends Value>> VALUES = Map.ofEntries(
            Map.entry("setup", Value.Setup.class),
            Map.entry("install", Value.Installing.class),
            Map.entry("remove", Value.Removing.class),
            Map.entry("unsquashfs", Value.Copying.class),
            Map.entry("pipe", Value.Copying.class),
            Map.entry("wait", Value.Waiting.class),
            Map.entry("squeeze", Value.Squeezing.class),
            Map.entry("release", Value.Squeezing.class),
            Map.entry("ballast", Value.Squeezing.class),
            Map.entry("ballast removed", Value.Squeezing.class),
            Map.entry("quota cut", Value.Squeezing.class),
            Map.entry("quota raised", Value.Squeezing.class),
            Map.entry("kill", Value.Killing.class),
            Map.entry("pipe kill", Value.Killing.class),
            Map.entry("stop", Value.Killing.class),
            Map.entry("continue", Value.Killing.class),
            Map.entry("end copy", Value.Killing.class),
            Map.entry("census", Value.Census.class),
            Map.entry("pool log", Value.PoolLog.class));

    private static final TypeReference<List<String>> WORDS = new TypeReference<>() { };

    private static final Map<String, Event.Type> TYPES = new HashMap<>();

    static {
        for (Event.Type type : Event.Type.values()) {
            TYPES.put(word(type), type);
        }
    }

    private EventJson() { }

    /// Null for none.
    static JsonNode tree(Value value) {
        return value == Value.None.NONE ? MAPPER.nullNode() : MAPPER.valueToTree(written(value));
    }

    private static Object written(Value value) {
        return switch (value) {
            case Value.Step(Command command, List<String> argv) -> argv.isEmpty() ? command : typed(command, argv);
            case Value.Exit(int status, String stderr) ->
                    MAPPER.createObjectNode().put("status", status).put("stderr", stderr);
            case Value.Other(JsonNode json) -> json;
            case Value.None _, Value.Setup _, Value.Installing _, Value.Removing _, Value.Copying _, Value.Found _,
                 Value.Sweeping _, Value.Swept _, Value.Waiting _, Value.Squeezing _, Value.Killing _,
                 Value.Census _, Value.PoolLog _ -> value;
        };
    }

    private static ObjectNode typed(Command command, List<String> argv) {
        ObjectNode json = MAPPER.createObjectNode();
        json.set("argv", MAPPER.valueToTree(argv));
        return json.setAll(MAPPER.<ObjectNode>valueToTree(command));
    }

    /// @throws BadLine with the column, if the line is not an event
    static Event read(byte[] line, int from, int length) throws BadLine {
        if (length == 0) {
            throw new BadLine(1, "no event: the line is empty");
        }
        Fields fields = new Fields();
        try (JsonParser parser = MAPPER.getFactory().createParser(line, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadLine(1, "no event: it does not begin with {");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.read(parser);
            }
            if (parser.nextToken() != null) {
                throw new BadLine(parser.currentTokenLocation().getColumnNr(), "something follows the event");
            }
            return fields.event();
        } catch (JsonProcessingException broken) {
            JsonLocation where = broken.getLocation();
            throw new BadLine(where == null ? 1 : where.getColumnNr(),
                    broken.getOriginalMessage().lines().findFirst().orElse("not JSON"));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
    }

    static String word(Event.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /// The keys of one line as they come.
    private static final class Fields {

        private OptionalLong index = OptionalLong.empty();
        private long time;
        private String process = "";
        private String type = "";
        private String f = "";
        private long op = Event.NO_OP;
        private Value value = Value.None.NONE;
        private JsonNode raw;
        private Problem error = Problem.NONE;

        void read(JsonParser parser) throws IOException {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "index" -> index = OptionalLong.of(number(parser));
                case "time" -> time = number(parser);
                case "process" -> process = text(parser);
                case "type" -> type = text(parser);
                case "f" -> f = text(parser);
                case "op" -> op = number(parser);
                case "error" -> error = READERS.get(Problem.class).readValue(parser);
                case "value" -> readValue(parser);
                default -> parser.skipChildren();
            }
        }

        /// Another tool may write its value before its `f`: then it is kept until the line is read.
        private void readValue(JsonParser parser) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return;
            }
            if (f.isEmpty() || type.isEmpty()) {
                raw = MAPPER.readTree(parser);
            } else {
                value = value(parser);
            }
        }

        private Value value(JsonParser parser) throws IOException {
            boolean begins = type.equals("invoke");
            Class<? extends Command> command = COMMANDS.get(f);
            boolean copies = VALUES.get(f) == Value.Copying.class;
            if ((command != null || copies) && parser.currentToken() == JsonToken.START_OBJECT) {
                parser.nextToken();                       // what a subject did has its argv or its status in front
                if (!begins && "status".equals(parser.currentName())) {
                    return READERS.get(Value.Exit.class).readValue(parser);
                }
            }
            if (command != null) {
                List<String> argv = begins ? argv(parser) : List.of();
                return begins ? new Value.Step(whole(command, parser), argv) : whole(Value.Found.class, parser);
            }
            Class<? extends Value> sweep = begins ? Value.Sweeping.class : Value.Swept.class;
            Class<? extends Value> known = f.equals("sweep") ? sweep : VALUES.get(f);
            return known == null ? new Value.Other(MAPPER.readTree(parser)) : whole(known, parser);
        }

        /// At the end of an object that has no keys there is nothing for a reader to read.
        private static <T> T whole(Class<T> type, JsonParser parser) throws IOException {
            T read = READERS.get(type).readValue(parser);
            return read == null ? READERS.get(type).readValue("{}") : read;
        }

        private static List<String> argv(JsonParser parser) throws IOException {
            if (!"argv".equals(parser.currentName())) {
                return List.of();
            }
            parser.nextToken();
            List<String> argv = MAPPER.readValue(parser, WORDS);
            parser.nextToken();
            return argv;
        }

        Event event() throws BadLine, IOException {
            Event.Type ofType = TYPES.get(type);
            if (index.isEmpty() || process.isEmpty() || f.isEmpty() || ofType == null) {
                throw new BadLine(1, "no event: it needs index, process, f and a type of invoke, ok, fail or info");
            }
            if (raw != null) {
                try (JsonParser parser = raw.traverse(MAPPER)) {
                    parser.nextToken();
                    value = value(parser);
                }
            }
            return new Event(index.getAsLong(), time, process, ofType, f, value, error, op);
        }

        private static long number(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw notA("whole number", parser);
            }
            return parser.getLongValue();
        }

        private static String text(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw notA("text", parser);
            }
            return parser.getText();
        }

        private static JsonParseException notA(String what, JsonParser parser) throws IOException {
            return new JsonParseException(parser, parser.currentName() + " is not a " + what,
                    parser.currentTokenLocation());
        }
    }
}
