package enospc.check;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// Collects where a claim was broken: the first sentence in full, the rest as a number.
final class Breaches {

    /// Indexes kept for one claim; the first breaches are the ones to read.
    static final int EVIDENCE_MAX = 64;

    private final TreeSet<Long> evidence = new TreeSet<>();
    private String first = "";
    private List<Long> firstEvidence = List.of();
    private long count;
    private long evidenceTotal;

    /// @param indexes of the events that show it; [enospc.history.Event#NO_OP] stands for none
    void add(String why, long... indexes) {
        if (count++ == 0) {
            first = why;
            firstEvidence = LongStream.of(indexes).filter(index -> index >= 0).sorted().distinct().boxed().toList();
        }
        for (long index : indexes) {
            if (index >= 0 && !evidence.contains(index)) {
                evidenceTotal++;
                if (evidence.size() < EVIDENCE_MAX) {
                    evidence.add(index);
                }
            }
        }
    }

    boolean any() {
        return count > 0;
    }

    Finding finding(String claim) {
        String why = count == 1 ? first : first + " (and " + (count - 1) + " more)";
        return new Finding(claim, Grade.FAIL, why, evidence.stream().toList(), evidenceTotal, false,
                firstEvidence);
    }
}
