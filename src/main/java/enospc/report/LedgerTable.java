package enospc.report;

import enospc.soak.ledger.LedgerFile;
import enospc.soak.ledger.Line;
import enospc.soak.ledger.Line.Standing;
import enospc.soak.ledger.Night;
import enospc.soak.ledger.Review;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The ledger on a screen: the signatures, red ones first, and the last nights.
public final class LedgerTable {

    private static final int NIGHTS = 7;

    private final LedgerFile ledger;
    private final String today;

    public LedgerTable(LedgerFile ledger, String today) {
        this.ledger = ledger;
        this.today = today;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Line> signatures = ledger.signatures().stream()
                .sorted(Comparator.comparing((Line line) -> !line.standing(today).red())
                        .thenComparing(Comparator.comparing(Line::lastSeen).reversed())).toList();
        lines.add(signatures.isEmpty() ? "no signature: no soak has failed"
                : "id        standing  failures  last rate  first seen  last seen   signature");
        signatures.forEach(line -> lines.add(row(line)));
        signatures.forEach(line -> review(line, lines));
        lines.add("");
        lines.add("the last nights, of " + ledger.nights().size());
        ledger.nights().reversed().stream().limit(NIGHTS).forEach(night -> lines.add(row(night)));
        return lines;
    }

    private String row(Line line) {
        double rate = line.nights().isEmpty() ? 0 : line.nights().getLast().rate();
        return String.format(Locale.ROOT, "%-8s  %-8s  %8d  %9s  %-10s  %-10s  %s", line.id(),
                line.standing(today).text(), line.failures(), SoakSummary.percent(rate),
                day(line.firstSeen()), day(line.lastSeen()),
                new enospc.soak.night.Signature(line.claim(), line.transition(), line.steps()).text());
    }

    private void review(Line line, List<String> lines) {
        if (line.standing(today) == Standing.NEW) {
            return;
        }
        Review review = line.reviews().getLast();
        lines.add("  " + line.id() + " " + review.verdict() + (review.until().isEmpty() ? "" : " until "
                + review.until()) + " by " + review.by() + ": " + review.why());
    }

    private static String row(Night night) {
        return String.format(Locale.ROOT, "  %s  %s  %,d runs, %,d failed, %,d broken, %.1f/s, version %s",
                night.soak(), night.state(), night.counts().runs(), night.counts().failed(),
                night.counts().broken(), night.rate(), night.version());
    }

    private static String day(String at) {
        return at.length() < 10 ? at : at.substring(0, 10);
    }
}
