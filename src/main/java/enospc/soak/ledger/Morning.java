package enospc.soak.ledger;

import enospc.check.Grade;
import enospc.soak.ledger.Line.Standing;
import enospc.soak.night.Seen;
import enospc.soak.night.SoakFile;
import java.util.List;

/// What a night comes to, in the light of what people have said about its failures.
///
/// @param red      signatures of this night that nobody has accepted, or not until today; the most frequent first
/// @param accepted the others
/// @param today    such as `2026-11-22`
public record Morning(SoakFile soak, LedgerFile ledger, List<Seen> red, List<Seen> accepted, String today) {

    public static Morning of(SoakFile soak, LedgerFile ledger, String today) {
        List<Seen> red = soak.signatures().stream().filter(seen -> standing(ledger, seen, today).red()).toList();
        List<Seen> accepted = soak.signatures().stream().filter(seen -> !red.contains(seen)).toList();
        return new Morning(soak, ledger, red, accepted, today);
    }

    private static Standing standing(LedgerFile ledger, Seen seen, String today) {
        return ledger.line(seen.id()).map(line -> line.standing(today)).orElse(Standing.NEW);
    }

    public Standing standing(Seen seen) {
        return standing(ledger, seen, today);
    }

    /// Whether no night before has seen it.
    public boolean firstNight(Seen seen) {
        return ledger.line(seen.id()).map(line -> line.nights().stream()
                .allMatch(night -> night.soak().equals(soak.soak()))).orElse(true);
    }

    /// Unknown: nothing failed that counts, but a run broke, a shard was lost, or no run passed.
    public Grade grade() {
        if (!red.isEmpty()) {
            return Grade.FAIL;
        }
        boolean whole = soak.counts().broken() == 0 && soak.lostShards().isEmpty();
        return whole && soak.counts().passed() > 0 ? Grade.PASS : Grade.UNKNOWN;
    }
}
