package enospc.soak.ledger;

import enospc.soak.ledger.Line.InNight;
import enospc.soak.night.Seen;
import enospc.soak.night.SoakFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `results/index.json`: all signatures that were ever seen, and all nights.
///
/// @param signatures in the order first seen
/// @param nights     in the order of time
public record LedgerFile(List<Line> signatures, List<Night> nights) {

    public static final LedgerFile EMPTY = new LedgerFile(List.of(), List.of());

    public LedgerFile {
        signatures = List.copyOf(signatures);
        nights = List.copyOf(nights);
    }

    /// With a soak in it, in place of what was known of that soak; so one may be added twice, or go on after its end.
    public LedgerFile with(SoakFile soak) {
        Map<String, Line> lines = new LinkedHashMap<>();
        signatures.forEach(line -> lines.put(line.id(), line));
        long runs = soak.counts().runs();
        for (Seen seen : soak.signatures()) {
            InNight night = new InNight(soak.soak(), soak.begun(), soak.version(), runs, seen.failures(),
                    runs == 0 ? 0 : (double) seen.failures() / runs);
            lines.put(seen.id(), lines.getOrDefault(seen.id(), Line.first(seen)).with(night, seen));
        }
        List<Night> all = new ArrayList<>(nights.stream().filter(night -> !night.soak().equals(soak.soak())).toList());
        all.add(Night.of(soak));
        all.sort(Comparator.comparing(Night::begun).thenComparing(Night::soak));
        return new LedgerFile(List.copyOf(lines.values()), all);
    }

    /// With a person's word on a signature.
    LedgerFile with(String id, Review review) {
        return new LedgerFile(signatures.stream().map(line -> line.id().equals(id) ? line.with(review) : line)
                .toList(), nights);
    }

    public Optional<Line> line(String id) {
        return signatures.stream().filter(line -> line.id().equals(id)).findFirst();
    }
}
