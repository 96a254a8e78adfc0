package enospc.report.export;

import enospc.report.Stretch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// `latency.hlog`: how long ops and steps took, in nanoseconds, as a log of HdrHistogram with a tag for each `f`; a
/// line for each tag and each ten seconds of the run in which something of it ended.
///
/// What nobody heard the end of is not in it.
public final class LatencyLog implements Consumer<Stretch> {

    private static final long INTERVAL = 10_000_000_000L;
    private static final int DIGITS = 3;
    private static final double NANOS = 1e9;

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final PrintStream text = new PrintStream(lines, false, StandardCharsets.UTF_8);
    private final HistogramLogWriter log = new HistogramLogWriter(text);
    private final Map<String, String> tags = new HashMap<>();
    /// Of the interval that is being heard.
    private final TreeMap<String, Histogram> histograms = new TreeMap<>();
    private long interval;

    public LatencyLog() {
        log.outputComment("[Latencies in nanoseconds, Tag = f, times in seconds since the run began]");
        log.outputLogFormatVersion();
        log.outputStartTime(0);
        log.outputLegend();
    }

    /// @param stretch in the order in which they end, so that an interval is written down once its histograms, which
    ///                are large, are complete
    @Override
    public void accept(Stretch stretch) {
        if (stretch.instant() || stretch.outcome() == Stretch.Outcome.OPEN) {
            return;
        }
        long ended = stretch.last().time() / INTERVAL;
        if (ended != interval) {
            endInterval();
            interval = ended;
        }
        String tag = tags.computeIfAbsent(stretch.begin().f(), LatencyLog::tag);
        histograms.computeIfAbsent(tag, this::histogram).recordValue(Math.max(0, stretch.took()));
    }

    /// A comma, a space or a line feed would end it.
    static String tag(String f) {
        return f.replaceAll("[,\\s]+", "-");
    }

    private Histogram histogram(String tag) {
        Histogram histogram = new Histogram(DIGITS);
        histogram.setTag(tag);
        histogram.setStartTimeStamp(interval * INTERVAL / 1_000_000);
        histogram.setEndTimeStamp((interval + 1) * INTERVAL / 1_000_000);
        return histogram;
    }

    private void endInterval() {
        histograms.values().forEach(histogram -> log.outputIntervalHistogram(
                interval * INTERVAL / NANOS, (interval + 1) * INTERVAL / NANOS, histogram, 1));
        histograms.clear();
    }

    /// Leaves `out` open.
    public void write(OutputStream out) throws IOException {
        endInterval();
        text.flush();
        lines.writeTo(out);
    }
}
