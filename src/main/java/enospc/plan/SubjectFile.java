package enospc.plan;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import enospc.install.Layout;
import enospc.plan.Subject.Key;
import enospc.plan.Subject.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the blocks `exec` and `steps` of a workload file. Every mistake is named with its place.
final class SubjectFile {

    static final String EXEC = "exec";
    static final String STEPS = "steps";

    private static final List<String> KEYS = List.of("install", "remove", "sweep", "env", "folder", "key",
            "store", "template", "staging", "container", "snapshot", "stamp", "transitions", "shims");
    private static final List<String> STEP_KEYS = List.of("at", "nth", "do", "status", "text", "delay", "worker");
    private static final List<String> DEEDS = List.of("fail", "delay", "kill-before", "kill-after", "hang");

    private final JsonParser parser;
    private final BiFunction<JsonLocation, String, BadInput> wrong;
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, JsonLocation> places = new HashMap<>();
    private final SequencedMap<String, String> env = new LinkedHashMap<>();
    private final Map<String, String> words = new HashMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<StepFault> faults = new ArrayList<>();
    private boolean said;
    private JsonLocation place = JsonLocation.NA;

    /// @param wrong makes the line for a mistake at a place
    SubjectFile(JsonParser parser, BiFunction<JsonLocation, String, BadInput> wrong) {
        this.parser = parser;
        this.wrong = wrong;
    }

    /// What was read, once the whole file has been: nothing if it has no `exec` block.
    ///
    /// @param file the workload file
    /// @param text all of it
    Optional<Subject> subject(Path file, String text) throws IOException {
        if (!said) {
            return Optional.empty();
        }
        String here = file.toAbsolutePath().normalize().getParent().toString();
        JsonNode all = new ObjectMapper(WorkloadFile.JSON).readTree(text);
        ObjectNode kept = new ObjectMapper().createObjectNode().put("here", here);
        kept.set(EXEC, all.path(EXEC));
        if (all.has(STEPS)) {
            kept.set(STEPS, all.path(STEPS));
        }
        return Optional.of(subject(here, kept.toString()));
    }

    /// As a plan has it.
    ///
    /// @param wrong makes the line for a mistake
    static Subject of(JsonNode json, Function<String, BadInput> wrong) {
        try (JsonParser parser = new ObjectMapper().createParser(json.toString())) {
            SubjectFile file = new SubjectFile(parser, (_, what) -> wrong.apply("subject: " + what));
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                switch (key) {
                    case EXEC -> file.readExec();
                    case STEPS -> file.readSteps();
                    default -> parser.skipChildren();
                }
            }
            return file.subject(json.path("here").asText(), json.toString());
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
    }

    /// Reads the object of `exec`; its first token is the current one.
    void readExec() throws IOException {
        said = true;
        place = parser.currentTokenLocation();
        need(JsonToken.START_OBJECT, "exec is one object: { \"install\": [...], \"remove\": [...] }");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonLocation at = parser.currentTokenLocation();
            known(at, "exec", key, KEYS);
            if (places.put(key, at) != null) {
                throw wrong.apply(at, "exec." + key + " is said twice");
            }
            parser.nextToken();
            read(key);
        }
    }

    private void read(String key) throws IOException {
        switch (key) {
            case "install", "remove", "sweep" -> lists.put(key, argv(key));
            case "shims" -> lists.put(key, texts(key));
            case "env" -> readEnv();
            case "transitions" -> readMarks();
            case "key" -> {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    lists.put(key, argv(key));
                } else {
                    words.put(key, oneOf(key, List.of("sha256", "own")));
                }
            }
            case "folder" -> words.put(key, filled(key));
            default -> words.put(key, text(key));
        }
    }

    private void readEnv() throws IOException {
        need(JsonToken.START_OBJECT, "exec.env is one object of texts");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw wrong.apply(parser.currentTokenLocation(), "exec.env has \"" + name + "\", which is no name of"
                        + " a variable");
            }
            parser.nextToken();
            env.put(name, filled("env." + name));
        }
    }

    /// A pattern may tell of one transition; several patterns may tell of the same.
    private void readMarks() throws IOException {
        need(JsonToken.START_OBJECT, "exec.transitions is one object: { \"regular expression\": \"retry-fails\" }");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String regex = parser.currentName();
            JsonLocation at = parser.currentTokenLocation();
            parser.nextToken();
            String transition = text("transitions");
            try {
                Setting.REQUIRE.form().parse(transition);
                marks.add(new Mark(Pattern.compile(regex), transition));
            } catch (BadInput unknown) {
                throw wrong.apply(at, "exec.transitions " + unknown.getMessage());
            } catch (PatternSyntaxException broken) {
                throw wrong.apply(at, "exec.transitions has \"" + regex + "\", which is no regular expression: "
                        + broken.getDescription() + " near index " + broken.getIndex());
            }
        }
    }

    /// Reads the list of `steps`; its first token is the current one.
    void readSteps() throws IOException {
        need(JsonToken.START_ARRAY, "steps is a list: [{ \"at\": \"unsquashfs\", \"do\": \"fail\" }]");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            need(JsonToken.START_OBJECT, "a step's fault is one object: { \"at\": \"unsquashfs\", \"do\": \"fail\" }");
            readFault();
        }
    }

    private void readFault() throws IOException {
        Map<String, String> of = new HashMap<>();
        JsonLocation at = parser.currentTokenLocation();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonLocation where = parser.currentTokenLocation();
            known(where, "steps", key, STEP_KEYS);
            parser.nextToken();
            try {
                of.put(key, checked(key, parser.getText()));
            } catch (BadInput bad) {
                throw wrong.apply(where, "steps." + key + " " + bad.getMessage());
            }
        }
        if (!of.containsKey("at") || !of.containsKey("do")) {
            throw wrong.apply(at, "a step's fault needs \"at\" and \"do\"");
        }
        faults.add(new StepFault(of.get("at"), Integer.parseInt(of.getOrDefault("nth", "1")),
                StepFault.Deed.values()[DEEDS.indexOf(of.get("do"))],
                Integer.parseInt(of.getOrDefault("status", "1")), of.getOrDefault("text", "planted fault"),
                Form.duration().parse(of.getOrDefault("delay", "1s")), of.getOrDefault("worker", "")));
    }

    private static String checked(String key, String text) {
        switch (key) {
            case "nth" -> Form.whole(0, 1_000_000).parse(text);
            case "status" -> Form.whole(1, 255).parse(text);
            case "do" -> Form.oneOf(DEEDS.toArray(String[]::new)).parse(text);
            case "delay" -> Form.duration().parse(text);
            default -> {
                if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
                    throw new BadInput("is empty, or has a control character");
                }
            }
        }
        return text;
    }

    private Subject subject(String here, String json) {
        for (String needed : List.of("install", "remove")) {
            if (!lists.containsKey(needed)) {
                throw wrong.apply(place, "exec has no \"" + needed + "\": the argv, such as [\"enroot\", \"create\","
                        + " \"--name\", \"{name}\", \"{image}\"]");
            }
        }
        Key key = lists.containsKey("key") ? new Key.Command(lists.get("key"))
                : words.getOrDefault("key", "sha256").equals("own") ? new Key.Own() : new Key.Sha256();
        return new Subject(here, lists.get("install"), lists.get("remove"), lists.getOrDefault("sweep", List.of()),
                env, words.getOrDefault("folder", ""), key, layout(), marks,
                lists.getOrDefault("shims", Subject.SHIMS), faults, json);
    }

    private Layout layout() {
        Layout layout = Layout.of(words.containsKey("store") || words.containsKey("template")
                || words.containsKey("staging") || words.containsKey("container") || words.containsKey("snapshot")
                || words.containsKey("stamp") ? words : Map.of());
        form("store", layout.store(), "\\{root\\}(/[A-Za-z0-9._-]+)?", "{root} alone, or {root}/NAME");
        String below = "\\{store\\}(/[A-Za-z0-9._-]+)*/[A-Za-z0-9._-]*";
        form("template", layout.template(), below + "\\{key\\}[A-Za-z0-9._-]*", "such as {store}/.templates/{key}");
        form("staging", layout.staging(), below + "\\{key\\}[A-Za-z0-9._-]*", "such as {store}/.templates/{key}.tmp");
        form("container", layout.container(), "\\{store\\}/[A-Za-z0-9._-]*\\{name\\}[A-Za-z0-9._-]*",
                "such as {store}/{name}");
        form("snapshot", layout.snapshot(), "[A-Za-z0-9._-]+", "such as pristine");
        form("stamp", layout.stamp(), "[a-z0-9._-]+:[a-z0-9._:-]+", "such as enroot:last_used");
        String parent = parent(layout.template());
        if (!parent.equals(parent(layout.staging())) || layout.template().equals(layout.staging())) {
            throw wrong.apply(places.getOrDefault("staging", place), "exec.staging is \"" + layout.staging()
                    + "\"; it must stand beside exec.template, \"" + layout.template() + "\", and differ from it");
        }
        return layout;
    }

    private static String parent(String pattern) {
        return pattern.substring(0, pattern.lastIndexOf('/'));
    }

    private void form(String key, String value, String regex, String like) {
        if (!value.matches(regex)) {
            throw wrong.apply(places.getOrDefault(key, place), "exec." + key + " is \"" + value + "\"; it must be "
                    + like);
        }
    }

    private List<String> argv(String key) throws IOException {
        List<String> argv = new ArrayList<>();
        need(JsonToken.START_ARRAY, "exec." + key + " is an argv, a list of texts: no shell takes it apart");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            argv.add(filled(key));
        }
        if (argv.isEmpty() || argv.getFirst().isBlank()) {
            throw wrong.apply(parser.currentTokenLocation(), "exec." + key + " names no program");
        }
        return argv;
    }

    private List<String> texts(String key) throws IOException {
        List<String> texts = new ArrayList<>();
        need(JsonToken.START_ARRAY, "exec." + key + " is a list of texts");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String text = text(key);
            if (key.equals("shims") && !text.matches("[A-Za-z0-9][A-Za-z0-9._+-]*")) {
                throw wrong.apply(parser.currentTokenLocation(), "exec.shims has \"" + text
                        + "\", which is no name of a program");
            }
            texts.add(text);
        }
        return texts;
    }

    /// A text whose placeholders are all known.
    private String filled(String key) throws IOException {
        String text = text(key);
        Subject.unknownIn(text).ifPresent(name -> {
            throw wrong.apply(parser.currentTokenLocation(), "exec." + key + " has {" + name + "}, which stands for"
                    + " nothing" + Nearest.hint(name, Subject.PLACEHOLDERS) + "; known are: {"
                    + String.join("}, {", Subject.PLACEHOLDERS) + "}; {{ stands for a brace");
        });
        return text;
    }

    private String text(String key) throws IOException {
        need(JsonToken.VALUE_STRING, "exec." + key + " is not a text");
        if (parser.getText().indexOf('\0') >= 0) {
            throw wrong.apply(parser.currentTokenLocation(), "exec." + key + " has a NUL in it");
        }
        return parser.getText();
    }

    private String oneOf(String key, Collection<String> known) throws IOException {
        String text = text(key);
        if (!known.contains(text)) {
            throw wrong.apply(parser.currentTokenLocation(), "exec." + key + " is \"" + text + '"'
                    + Nearest.hint(text, known) + "; it is a list, or one of: " + String.join(", ", known));
        }
        return text;
    }

    private void known(JsonLocation at, String block, String key, Collection<String> keys) {
        if (!keys.contains(key)) {
            throw wrong.apply(at, "there is no \"" + key + "\" in " + block + Nearest.hint(key, keys)
                    + "; known are: " + String.join(", ", keys));
        }
    }

    private void need(JsonToken token, String otherwise) {
        if (parser.currentToken() != token) {
            throw wrong.apply(parser.currentTokenLocation(), otherwise);
        }
    }
}
