package enospc.check;

import java.util.List;

/// What became of one claim.
///
/// @param why           one sentence that a maintainer can act on
/// @param evidence      indexes of events, ascending, at most [Breaches#EVIDENCE_MAX]
/// @param evidenceTotal how many there were
/// @param vacuous       unknown only because nothing happened that could have broken the claim
/// @param first         those of the evidence that show the first breach, the one that `why` tells of, ascending
public record Finding(String claim, Grade grade, String why, List<Long> evidence, long evidenceTotal,
                      boolean vacuous, List<Long> first) {

    public Finding {
        evidence = List.copyOf(evidence);
        first = List.copyOf(first);
    }

    /// With one breach at most: all evidence is of the first.
    public Finding(String claim, Grade grade, String why, List<Long> evidence, long evidenceTotal, boolean vacuous) {
        this(claim, grade, why, evidence, evidenceTotal, vacuous, evidence);
    }

    static Finding pass(String claim, String why) {
        return new Finding(claim, Grade.PASS, why, List.of(), 0, false);
    }

    static Finding vacuous(String claim, String why) {
        return new Finding(claim, Grade.UNKNOWN, why, List.of(), 0, true);
    }

    static Finding unknown(String claim, String why) {
        return new Finding(claim, Grade.UNKNOWN, why, List.of(), 0, false);
    }
}
