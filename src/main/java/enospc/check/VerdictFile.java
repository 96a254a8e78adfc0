package enospc.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// `verdict.json`: equal verdicts, equal bytes.
public final class VerdictFile {

    private VerdictFile() { }

    /// @throws UncheckedIOException with the path, if it cannot be written
    public static void write(Path path, Verdict verdict) {
        try {
            Files.writeString(path, text(verdict));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + path, refused);
        }
    }

    /// As it stands in the file, with a line feed at its end.
    public static String text(Verdict verdict) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            write(json, verdict);
        }
        return out.append('\n').toString();
    }

    private static void write(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeStartObject();
        json.writeStringField("verdict", verdict.grade().text());
        json.writeStringField("summary", verdict.summary());
        json.writeStringField("workload", verdict.facts().workload());
        json.writeNumberField("seed", verdict.facts().seed());
        json.writeStringField("replay", verdict.facts().replay());
        json.writeStringField("version", verdict.facts().version());
        json.writeStringField("checkedBy", version());
        json.writeNumberField("events", verdict.events());
        json.writeBooleanField("cut", verdict.cut());
        json.writeStringField("damage", verdict.damage());
        json.writeObjectFieldStart("unheard");
        json.writeNumberField("ok", verdict.unheard().ok());
        json.writeNumberField("fail", verdict.unheard().fail());
        json.writeNumberField("open", verdict.unheard().open());
        json.writeEndObject();
        json.writeArrayFieldStart("checkers");
        for (Finding finding : verdict.findings()) {
            write(json, finding);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("transitions");
        for (var entry : verdict.transitions().entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        writeTexts(json, "require", verdict.facts().require());
        writeTexts(json, "missing", verdict.missing());
        json.writeEndObject();
    }

    /// Of the program that judges: that of the jar.
    private static String version() {
        String version = VerdictFile.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", finding.claim());
        json.writeStringField("verdict", finding.grade().text());
        json.writeBooleanField("vacuous", finding.vacuous());
        json.writeStringField("why", finding.why());
        writeIndexes(json, "evidence", finding.evidence());
        json.writeNumberField("evidenceTotal", finding.evidenceTotal());
        writeIndexes(json, "first", finding.first());
        json.writeEndObject();
    }

    private static void writeIndexes(JsonGenerator json, String name, List<Long> indexes) throws IOException {
        json.writeArrayFieldStart(name);
        for (long index : indexes) {
            json.writeNumber(index);
        }
        json.writeEndArray();
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /// @throws IOException if there is no such file, or it is no verdict
    public static Verdict read(Path path) throws IOException {
        JsonNode json = new ObjectMapper().readTree(path.toFile());
        if (!json.has("verdict") || !json.has("checkers")) {
            throw new IOException(path + " is no verdict: it has no verdict or no checkers");
        }
        List<Finding> findings = new ArrayList<>();
        json.path("checkers").forEach(checker -> findings.add(finding(checker)));
        SequencedMap<String, Long> transitions = new LinkedHashMap<>();
        json.path("transitions").properties().forEach(entry ->
                transitions.put(entry.getKey(), entry.getValue().asLong()));
        RunFacts facts = new RunFacts(json.path("seed").asLong(), json.path("workload").asText(),
                json.path("replay").asText(), json.path("version").asText(), texts(json.path("require")));
        return new Verdict(grade(json.path("verdict")), json.path("summary").asText(), findings, transitions,
                texts(json.path("missing")), facts, json.path("events").asLong(), json.path("cut").asBoolean(),
                json.path("damage").asText(), unheard(json.path("unheard")));
    }

    /// None in a file of an earlier version.
    private static Unheard unheard(JsonNode json) {
        return new Unheard(json.path("ok").asLong(), json.path("fail").asLong(), json.path("open").asLong());
    }

    /// How a stored verdict differs from today's, in one line; empty if it does not, or if there is none.
    ///
    /// @throws IOException if the file is no verdict
    public static String difference(Path path, Verdict today) throws IOException {
        if (!Files.exists(path)) {
            return "";
        }
        Verdict stored = read(path);
        if (stored.equals(today)) {
            return "";
        }
        Map<String, Finding> then = new HashMap<>();
        stored.findings().forEach(finding -> then.put(finding.claim(), finding));
        List<String> differing = new ArrayList<>();
        for (Finding now : today.findings()) {
            Finding old = then.getOrDefault(now.claim(), Finding.unknown(now.claim(), "not judged"));
            if (old.grade() != now.grade()) {
                differing.add(now.claim() + " was " + old.grade().text() + " and is " + now.grade().text());
            } else if (!old.equals(now)) {
                differing.add(now.claim() + " says something else");
            }
        }
        String by = new ObjectMapper().readTree(path.toFile()).path("checkedBy").asText("an earlier version");
        return "the stored verdict is " + stored.grade().text() + ", by the checkers of " + by + "; those of "
                + version() + " say " + today.grade().text()
                + (differing.isEmpty() ? "" : " (" + String.join("; ", differing) + ")");
    }

    private static Finding finding(JsonNode json) {
        return new Finding(json.path("name").asText(), grade(json.path("verdict")), json.path("why").asText(),
                indexes(json.path("evidence")), json.path("evidenceTotal").asLong(),
                json.path("vacuous").asBoolean(), indexes(json.path("first")));
    }

    private static List<Long> indexes(JsonNode json) {
        List<Long> indexes = new ArrayList<>();
        json.forEach(index -> indexes.add(index.asLong()));
        return indexes;
    }

    private static Grade grade(JsonNode json) {
        return Grade.valueOf(json.asText().toUpperCase(Locale.ROOT));
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
