package enospc.report.export;

import enospc.report.Stretch;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    private record Place(long interval, String tag) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTime = Long.compare(interval, other.interval);
            return byTime != 0 ? byTime : tag.compareTo(other.tag);
        }
    }

    private final TreeMap<Place, Histogram> histograms = new TreeMap<>();

    @Override
    public void accept(Stretch stretch) {
        if (stretch.instant() || stretch.outcome() == Stretch.Outcome.OPEN) {
            return;
        }
        Place place = new Place(stretch.last().time() / INTERVAL, tag(stretch.begin().f()));
        histograms.computeIfAbsent(place, LatencyLog::histogram).recordValue(Math.max(0, stretch.took()));
    }

    /// A comma, a space or a line feed would end it.
    static String tag(String f) {
        return f.replaceAll("[,\\s]+", "-");
    }

    private static Histogram histogram(Place place) {
        Histogram histogram = new Histogram(DIGITS);
        histogram.setTag(place.tag);
        histogram.setStartTimeStamp(place.interval * INTERVAL / 1_000_000);
        histogram.setEndTimeStamp((place.interval + 1) * INTERVAL / 1_000_000);
        return histogram;
    }

    /// Leaves `out` open.
    public void write(OutputStream out) {
        PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
        HistogramLogWriter log = new HistogramLogWriter(text);
        log.outputComment("[Latencies in nanoseconds, Tag = f, times in seconds since the run began]");
        log.outputLogFormatVersion();
        log.outputStartTime(0);
        log.outputLegend();
        histograms.forEach((place, histogram) -> log.outputIntervalHistogram(
                place.interval * INTERVAL / NANOS, (place.interval + 1) * INTERVAL / NANOS, histogram, 1));
        text.flush();
    }
}
