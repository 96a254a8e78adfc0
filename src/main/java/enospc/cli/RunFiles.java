package enospc.cli;

import enospc.check.Verdict;
import enospc.history.RunDirectory;
import enospc.report.Pairing;
import enospc.report.export.Claims;
import enospc.report.export.LatencyLog;
import enospc.report.page.PageFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/// What lies beside a run's history at its end: `junit.xml`, `report.html`, `latency.hlog`. They are no reason for a
/// run to fail: `stress report` and `stress export` can make them later.
final class RunFiles {

    /// Beyond this a page takes seconds, and nobody has asked for it.
    private static final long EVENTS_MAX = 500_000;

    private RunFiles() { }

    static void write(RunDirectory directory, Verdict verdict) {
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(directory.junit()))) {
                Claims.write(verdict, out);
            }
            if (verdict.events() > EVENTS_MAX) {
                System.err.println("stress: no report.html for so many events; stress report " + directory.path()
                        + " makes one");
                return;
            }
            LatencyLog latencies = new LatencyLog();
            try (Pairing pairing = new Pairing(latencies)) {
                PageFile.write(directory.page(), directory, verdict, pairing);
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(directory.latencies()))) {
                latencies.write(out);
            }
        } catch (IOException refused) {
            System.err.println("stress: cannot write all reports in " + directory.path() + ": "
                    + refused.getMessage());
        }
    }
}
