package enospc.cli;

import enospc.check.Verdict;
import enospc.history.RunDirectory;
import enospc.report.page.PageFile;
import java.io.IOException;

/// The page at the end of a run. It is no reason for a run to fail: `stress report` can make it later.
final class RunPage {

    /// Beyond this it takes seconds, and nobody has asked for it.
    private static final long EVENTS_MAX = 500_000;

    private RunPage() { }

    static void write(RunDirectory directory, Verdict verdict) {
        if (verdict.events() > EVENTS_MAX) {
            System.err.println("stress: no report.html for so many events; stress report " + directory.path()
                    + " makes one");
            return;
        }
        try {
            PageFile.write(directory.page(), directory, verdict);
        } catch (IOException refused) {
            System.err.println("stress: cannot write " + directory.page() + ": " + refused.getMessage());
        }
    }
}
