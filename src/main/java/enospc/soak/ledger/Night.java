package enospc.soak.ledger;

import enospc.soak.night.Counts;
import enospc.soak.night.SoakFile;
import java.util.List;

/// One soak as the ledger remembers it.
///
/// @param begun   such as `2026-11-22T20:00:00Z`
/// @param state   `ended` or `interrupted`
/// @param seconds of running
public record Night(String soak, String begun, String updated, String version, String state, List<String> workloads,
                    double seconds, double rate, Counts counts, String command) {

    static Night of(SoakFile file) {
        return new Night(file.soak(), file.begun(), file.updated(), file.version(), file.state(),
                file.order().workloads(), file.seconds(), file.rate(), file.counts(), file.order().command());
    }
}
