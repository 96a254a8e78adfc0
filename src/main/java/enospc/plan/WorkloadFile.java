package enospc.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads a workload file: one JSON object of settings, with `//` comments.
public final class WorkloadFile {

    static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private WorkloadFile() { }

    /// @throws BadInput with file, line and column, if it cannot be read, does not parse, or says what no setting is
    public static Workload read(Path file) {
        if (Files.isDirectory(file)) {
            throw new BadInput(file + " is a folder, not a workload file");
        }
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        Map<String, String> said = new LinkedHashMap<>();
        Optional<Subject> subject;
        try (JsonParser parser = JSON.createParser(Files.readString(file))) {
            SubjectFile external = new SubjectFile(parser, (where, what) -> at(file, where, what));
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw at(file, parser.currentTokenLocation(), "a workload is one object: { \"workers\": 16, ... }");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                switch (parser.currentName()) {
                    case SubjectFile.EXEC -> {
                        parser.nextToken();
                        external.readExec();
                    }
                    case SubjectFile.STEPS -> {
                        parser.nextToken();
                        external.readSteps();
                    }
                    default -> readSetting(file, parser, said);
                }
            }
            if (parser.nextToken() != null) {
                throw at(file, parser.currentTokenLocation(), "there is something after the end of the workload");
            }
            subject = external.subject(file, Files.readString(file));
        } catch (JsonProcessingException broken) {
            throw at(file, broken.getLocation(), broken.getOriginalMessage().lines().findFirst().orElse("not JSON"));
        } catch (NoSuchFileException missing) {
            throw new BadInput("there is no workload file " + file + "; try workloads/race.json");
        } catch (IOException unreadable) {
            throw new BadInput("cannot read the workload file " + file + ": " + unreadable.getMessage());
        }
        try {
            return Workload.of(name, said, subject);
        } catch (BadInput wrong) {
            throw new BadInput(file + ": " + wrong.getMessage());
        }
    }

    private static void readSetting(Path file, JsonParser parser, Map<String, String> said) throws IOException {
        String key = parser.currentName();
        JsonLocation where = parser.currentTokenLocation();
        if (!key.equals("about") && Setting.named(key).isEmpty()) {
            throw at(file, where, "there is no setting \"" + key + '"'
                    + Nearest.hint(key, Setting.ALL.stream().map(Setting::key).toList()));
        }
        if (said.containsKey(key)) {
            throw at(file, where, key + " is said twice");
        }
        parser.nextToken();
        String text = readValue(file, parser, key);
        if (!key.equals("about")) {
            try {
                Setting.named(key).orElseThrow().parse(text);
            } catch (BadInput wrong) {
                throw at(file, where, wrong.getMessage());
            }
            said.put(key, text);
        }
    }

    private static String readValue(Path file, JsonParser parser, String key) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            StringBuilder words = new StringBuilder();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                words.append(words.isEmpty() ? "" : ",").append(parser.getText());
            }
            token = parser.currentToken();
            if (token == JsonToken.END_ARRAY) {
                return words.toString();
            }
        } else if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
            return parser.getText();
        }
        throw at(file, parser.currentTokenLocation(), key + " is neither a text nor a number nor a list of texts");
    }

    private static BadInput at(Path file, JsonLocation where, String what) {
        return new BadInput(file + ":" + where.getLineNr() + ":" + where.getColumnNr() + ": " + what);
    }
}
