package enospc.soak.night;

import enospc.check.Finding;
import enospc.check.Grade;
import enospc.check.Verdict;
import enospc.history.Event;
import java.util.List;

/// A claim that one run broke.
///
/// @param atNanos time of the run at which the first breach was complete
/// @param why     the sentence of the finding
public record Sighting(Signature signature, long atNanos, String why) {

    /// One for each claim that failed.
    ///
    /// @param history whole
    static List<Sighting> of(Verdict verdict, List<Event> history) {
        return verdict.findings().stream().filter(finding -> finding.grade() == Grade.FAIL)
                .map(finding -> of(finding, history)).toList();
    }

    private static Sighting of(Finding finding, List<Event> history) {
        long at = finding.first().stream().filter(index -> index < history.size())
                .mapToLong(index -> history.get(index.intValue()).time()).max().orElse(0);
        return new Sighting(Signature.of(finding, history), at, finding.why());
    }
}
