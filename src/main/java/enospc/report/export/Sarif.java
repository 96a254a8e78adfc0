package enospc.report.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import enospc.check.Finding;
import enospc.check.Grade;
import enospc.check.Verdict;
import enospc.history.RunDirectory;
import java.io.IOException;
import java.io.OutputStream;

/// Failed claims as SARIF 2.1.0 (OASIS): a rule for each claim, a result for each that failed, at the history's lines.
final class Sarif {

    private Sarif() { }

    static void write(RunDirectory run, Verdict verdict, OutputStream out) throws IOException {
        try (JsonGenerator json = new ObjectMapper().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            tool(json, verdict);
            json.writeArrayFieldStart("results");
            for (Finding finding : verdict.findings()) {
                if (finding.grade() != Grade.PASS && !finding.vacuous()) {
                    result(json, run, verdict, finding);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void tool(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Enospc");
        json.writeStringField("version", verdict.facts().version());
        json.writeArrayFieldStart("rules");
        for (Finding finding : verdict.findings()) {
            json.writeStartObject();
            json.writeStringField("id", finding.claim());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, RunDirectory run, Verdict verdict, Finding finding)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.claim());
        json.writeStringField("level", finding.grade() == Grade.FAIL ? "error" : "warning");
        message(json, finding.why() + "\nagain: " + verdict.facts().replay());
        json.writeArrayFieldStart("locations");
        if (!finding.evidence().isEmpty()) {
            location(json, run, finding.evidence().getFirst());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("relatedLocations");
        for (long index : finding.evidence()) {
            location(json, run, index);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void message(JsonGenerator json, String text) throws IOException {
        json.writeObjectFieldStart("message");
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static void location(JsonGenerator json, RunDirectory run, long index) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", run.history().toUri().getRawPath().replaceFirst("^.*/results/", "results/"));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", index + 1);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }
}
