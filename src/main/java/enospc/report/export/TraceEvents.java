package enospc.report.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import enospc.history.Event;
import enospc.history.Value;
import enospc.report.Described;
import enospc.report.SpaceReading;
import enospc.report.Stretch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// Chrome's trace event format (JSON object form), for ui.perfetto.dev: a track a process, ops and steps as complete
/// events within each other, kills as instants, space as counters. Times in microseconds.
final class TraceEvents {

    private static final double MICROS = 1e3;

    private final JsonGenerator json;
    private final Map<String, Integer> tracks = new HashMap<>();
    private String root = "";

    TraceEvents(OutputStream out) throws IOException {
        json = new ObjectMapper().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeStringField("displayTimeUnit", "ms");
        json.writeArrayFieldStart("traceEvents");
        name("process_name", 0, "enospc");
    }

    void see(Event event) {
        if (event.value() instanceof Value.Setup setup) {
            root = setup.root();
        }
        SpaceReading.of(event, root).ifPresent(this::counters);
    }

    void take(Stretch stretch) {
        try {
            Event begin = stretch.begin();
            json.writeStartObject();
            json.writeStringField("name", begin.f());
            json.writeStringField("cat", begin.isStep() ? "step" : "op");
            json.writeStringField("ph", stretch.instant() ? "i" : "X");
            json.writeNumberField("ts", begin.time() / MICROS);
            if (stretch.instant()) {
                json.writeStringField("s", "g");
            } else {
                json.writeNumberField("dur", Math.max(0, stretch.took()) / MICROS);
            }
            json.writeNumberField("pid", 1);
            json.writeNumberField("tid", track(begin.process()));
            arguments(stretch);
            json.writeEndObject();
            newTrack(begin.process());
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write the trace", refused);
        }
    }

    private int track(String process) {
        return tracks.getOrDefault(process, tracks.size() + 1);
    }

    private void newTrack(String process) throws IOException {
        int track = track(process);
        if (tracks.putIfAbsent(process, track) == null) {
            name("thread_name", track, process);
        }
    }

    private void name(String kind, int track, String name) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", kind);
        json.writeStringField("ph", "M");
        json.writeNumberField("pid", 1);
        json.writeNumberField("tid", track);
        json.writeObjectFieldStart("args");
        json.writeStringField("name", name);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void arguments(Stretch stretch) throws IOException {
        json.writeObjectFieldStart("args");
        json.writeStringField("outcome", stretch.outcome().text());
        json.writeNumberField("index", stretch.begin().index());
        write("about", Described.subject(stretch.begin().value()));
        write("result", stretch.instant() ? "" : Described.result(stretch.last().value()));
        write("kind", stretch.last().error().kind());
        write("error", stretch.last().error().text());
        json.writeEndObject();
    }

    private void write(String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private void counters(SpaceReading reading) {
        try {
            json.writeStartObject();
            json.writeStringField("name", "space");
            json.writeStringField("ph", "C");
            json.writeNumberField("ts", reading.time() / MICROS);
            json.writeNumberField("pid", 1);
            json.writeObjectFieldStart("args");
            json.writeNumberField("used", reading.used());
            json.writeNumberField("available", reading.available());
            json.writeNumberField("reserved", reading.reserved());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot write the trace", refused);
        }
    }

    void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }
}
