package enospc.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import enospc.pool.Image;
import enospc.world.Preemption;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a plan as JSON: one op, one image or one fault a line, so that it can be read, compared and cut by lines.
public final class PlanFile {

    private PlanFile() { }

    public static void write(Path path, Plan plan) {
        try {
            Files.writeString(path, text(plan));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write " + path, refused);
        }
    }

    public static String text(Plan plan) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new OneALine());
            json.writeStartObject();
            json.writeStringField("version", plan.version());
            json.writeStringField("workload", plan.workload().name());
            json.writeStringField("replay", plan.replay());
            json.writeNumberField("seed", plan.seed().value());
            json.writeObjectFieldStart("settings");
            for (Setting<?> setting : Setting.ALL) {
                json.writeStringField(setting.key(), plan.workload().values().get(setting.key()));
            }
            json.writeEndObject();
            if (plan.workload().subject().isPresent()) {
                json.writeFieldName("subject");
                json.writeRawValue(plan.workload().subject().get().json());
            }
            json.writeArrayFieldStart("images");
            for (Image image : plan.images()) {
                write(json, image);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("workers");
            for (Plan.Worker worker : plan.workers()) {
                write(json, worker);
            }
            json.writeEndObject();
            json.writeArrayFieldStart("faults");
            for (Fault fault : plan.faults()) {
                write(json, fault);
            }
            json.writeEndArray();
            writePreemptions(json, plan);
            json.writeEndObject();
        }
        return out.append('\n').toString();
    }

    private static void writePreemptions(JsonGenerator json, Plan plan) throws IOException {
        if (!plan.preemptions().isEmpty()) {
            json.writeArrayFieldStart("preemptions");
            for (Preemption preemption : plan.preemptions()) {
                json.writeStartObject();
                json.writeNumberField("at", preemption.at());
                json.writeStringField("lane", preemption.lane());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void write(JsonGenerator json, Image image) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", image.name());
        json.writeStringField("key", image.key());
        json.writeStringField("format", image.format().name().toLowerCase(java.util.Locale.ROOT));
        json.writeNumberField("seed", image.seed());
        json.writeStringField("files", String.join(" + ", image.files().stream()
                .map(files -> files.count() + " of " + files.bytes()).toList()));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Plan.Worker worker) throws IOException {
        json.writeObjectFieldStart(worker.name());
        json.writeNumberField("startMillis", worker.start().toMillis());
        json.writeArrayFieldStart("ops");
        for (Op op : worker.ops()) {
            json.writeStartObject();
            switch (op) {
                case Op.Install(Image image, String container) -> {
                    json.writeStringField("install", image.name());
                    json.writeStringField("container", container);
                }
                case Op.Hold(var howLong) -> json.writeNumberField("holdMillis", howLong.toMillis());
                case Op.Remove(String container) -> json.writeStringField("remove", container);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Fault fault) throws IOException {
        json.writeStartObject();
        json.writeNumberField("atMillis", fault.at().toMillis());
        switch (fault) {
            case Fault.Sweep _ -> json.writeStringField("fault", "sweep");
            case Fault.Kill(var _, String worker) -> {
                json.writeStringField("fault", "kill");
                json.writeStringField("worker", worker);
            }
            case Fault.QuotaCut(var _, double fraction, var hold) -> {
                json.writeStringField("fault", "quota-cut");
                json.writeNumberField("fraction", fraction);
                json.writeNumberField("holdMillis", hold.toMillis());
            }
            case Fault.Ballast(var _, double fraction, var hold) -> {
                json.writeStringField("fault", "ballast");
                json.writeNumberField("fraction", fraction);
                json.writeNumberField("holdMillis", hold.toMillis());
            }
            case Fault.SlowSync(var _, int factor, var hold) -> {
                json.writeStringField("fault", "slow-sync");
                json.writeNumberField("factor", factor);
                json.writeNumberField("holdMillis", hold.toMillis());
            }
            case Fault.PipeKill(var _, String worker) -> {
                json.writeStringField("fault", "pipe-kill");
                json.writeStringField("worker", worker);
            }
            case Fault.Stop(var _, String worker, var hold) -> {
                json.writeStringField("fault", "stop");
                json.writeStringField("worker", worker);
                json.writeNumberField("holdMillis", hold.toMillis());
            }
            case Fault.Squeeze(var _, double fraction, var hold) -> {
                json.writeStringField("fault", "squeeze");
                json.writeNumberField("fraction", fraction);
                json.writeNumberField("holdMillis", hold.toMillis());
            }
        }
        json.writeEndObject();
    }
}
