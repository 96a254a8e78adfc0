package enospc.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.pool.Image;
import enospc.soak.Forecast;
import enospc.soak.Sizing;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The answer of `stress size`, for people and as JSON; sizes as the admin knows them, whatever the scale was.
///
/// @param wanted as they were named, at full size
record SizeReport(SizeAnswer answer, List<Image> wanted, Scale scale, Workload workload, long firstSeed, int seeds) {

    private static final long MIB = 1 << 20;

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(wanted.size() + (wanted.size() == 1 ? " image, " : " images, ") + said(Setting.WORKERS) + " workers, "
                + said(Setting.ROUNDS) + " rounds, sharing " + said(Setting.SHARING) + ", guard " + said(Setting.GUARD)
                + "; " + about());
        long all = answer.measured().values().stream().mapToLong(Long::longValue).sum();
        long largest = answer.measured().values().stream().mapToLong(Long::longValue).max().orElseThrow();
        lines.add("unpacked, the largest image takes " + mib(largest) + ", all together " + mib(all));
        lines.add("");
        lines.add("     quota  threshold  installs  at once  retried  failed  stalled  seeds with a failure");
        answer.asked().ifPresent(asked -> lines.add(row(asked)));
        answer.thresholds().forEach(tried -> lines.add(row(tried)));
        lines.add("");
        lines.addAll(advice());
        return String.join("\n", lines) + "\n";
    }

    private String about() {
        return "seeds " + firstSeed + " to " + (firstSeed + seeds - 1) + ", embedded pool (" + said(Setting.ZFS)
                + " rules, " + said(Setting.PROFILE) + ")"
                + (scale.by() == 1 ? "" : ", all sizes and times divided by " + scale.by());
    }

    private String said(Setting<?> setting) {
        return workload.values().get(setting.key());
    }

    private String row(Sizing.Tried tried) {
        Forecast forecast = tried.forecast();
        return String.format(Locale.ROOT, "%10s %9d%% %9d %8d %8d %7d %8d  %s", mib(tried.quota()), tried.threshold(),
                forecast.installs(), forecast.atOnce(), forecast.retried(), forecast.failed(), forecast.stalled(),
                forecast.bad() + " of " + forecast.runs());
    }

    private List<String> advice() {
        if (answer.least().isEmpty()) {
            return List.of("recommended: none; with four times the space of all images some install still failed. Look"
                    + " at one run: bin/stress run --seed " + firstSeed);
        }
        Sizing.Tried least = answer.least().get().least();
        return List.of("recommended: quota=" + upToMib(least.quota()) + "M, threshold " + threshold() + "%",
                answer.least().get().below().map(below -> "  the smallest quota found at which every install of every"
                        + " seed succeeded; with " + mib(below.quota()) + ", seed " + below.seed().orElseThrow()
                        + " fails").orElse("  the largest image alone needs that"));
    }

    private int threshold() {
        return Sizing.best(answer.thresholds()).threshold();
    }

    private long upToMib(long bytes) {
        return (scale.up(bytes) + MIB - 1) / MIB;
    }

    private String mib(long bytes) {
        return upToMib(bytes) + " MiB";
    }

    String json() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeObjectFieldStart("images");
            for (Image image : wanted) {
                json.writeObjectFieldStart(image.name());
                json.writeNumberField("bytes", image.nominalBytes());
                json.writeNumberField("measured", scale.up(answer.measured().get(image.key())));
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeNumberField("first-seed", firstSeed);
            json.writeNumberField("seeds", seeds);
            json.writeNumberField("scale", scale.by());
            write(json, "asked", answer.asked());
            write(json, "recommended", answer.thresholds().isEmpty() ? Optional.empty()
                    : Optional.of(Sizing.best(answer.thresholds())));
            write(json, "fails", answer.least().flatMap(Sizing.Least::below));
            json.writeArrayFieldStart("thresholds");
            for (Sizing.Tried tried : answer.thresholds()) {
                write(json, tried);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.append('\n').toString();
    }

    /// No field where there is nothing.
    private void write(JsonGenerator json, String name, Optional<Sizing.Tried> tried) throws IOException {
        if (tried.isPresent()) {
            json.writeFieldName(name);
            write(json, tried.get());
        }
    }

    private void write(JsonGenerator json, Sizing.Tried tried) throws IOException {
        Forecast forecast = tried.forecast();
        json.writeStartObject();
        json.writeNumberField("quota", scale.up(tried.quota()));
        json.writeNumberField("threshold", tried.threshold());
        json.writeNumberField("installs", forecast.installs());
        json.writeNumberField("at-once", forecast.atOnce());
        json.writeNumberField("retried", forecast.retried());
        json.writeNumberField("failed", forecast.failed());
        json.writeNumberField("stalled", forecast.stalled());
        json.writeNumberField("runs", forecast.runs());
        json.writeNumberField("bad-runs", forecast.bad());
        if (tried.seed().isPresent()) {
            json.writeNumberField("bad-seed", tried.seed().get());
        }
        json.writeEndObject();
    }
}
