package enospc.report.export;

import enospc.check.Verdict;
import enospc.history.EdnWriter;
import enospc.history.Event;
import enospc.history.HistoryFile;
import enospc.history.RunDirectory;
import enospc.report.Pairing;
import enospc.report.Stretch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/// Writes a run in a form that another tool takes. The stream stays open.
public final class Export {

    private Export() { }

    /// @throws IOException if the history cannot be read, or `out` not be written
    public static void write(Format format, RunDirectory run, Verdict verdict, OutputStream out) throws IOException {
        switch (format) {
            case TRACE -> {
                TraceEvents trace = new TraceEvents(out);
                read(run, trace::see, trace::take);
                trace.end();
            }
            case EDN -> {
                EdnWriter edn = new EdnWriter(out);
                read(run, edn::write, _ -> { });
                edn.end();
            }
            case CSV -> {
                SpaceTable table = new SpaceTable(out);
                read(run, table::see, _ -> { });
                table.end();
            }
            case HLOG -> {
                LatencyLog log = new LatencyLog();
                read(run, _ -> { }, log);
                log.write(out);
            }
            case SARIF -> Sarif.write(run, verdict, out);
            case GITHUB -> Annotations.write(run, verdict, out);
            case JUNIT -> Claims.write(verdict, out);
        }
        out.flush();
    }

    private static void read(RunDirectory run, Consumer<Event> events, Consumer<Stretch> stretches)
            throws IOException {
        try (Pairing pairing = new Pairing(stretches)) {
            HistoryFile.read(run.history(), event -> {
                events.accept(event);
                pairing.accept(event);
            });
        }
    }
}
