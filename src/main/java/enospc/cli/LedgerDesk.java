package enospc.cli;

import enospc.plan.BadInput;
import enospc.report.serve.ReviewDesk;
import enospc.soak.ledger.Ledger;
import enospc.soak.ledger.Review;
import enospc.world.RealTime;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/// Reviews that come from a browser go where those of `stress review` go.
record LedgerDesk(Path results) implements ReviewDesk {

    private static final int TEXT_MOST = 2000;

    @Override
    public void enter(Said said) {
        String at = Instant.ofEpochSecond(new RealTime().epochSeconds()).toString();
        String verdict = switch (said.word()) {
            case "accept" -> Review.ACCEPTED;
            case "reject" -> Review.REJECTED;
            case "forget" -> Review.OPEN;
            default -> throw new BadInput("say accept, reject or forget");
        };
        boolean accepted = verdict.equals(Review.ACCEPTED);
        if (accepted && said.why().isBlank()) {
            throw new BadInput("to accept a failure needs a reason");
        }
        if (said.why().length() > TEXT_MOST || said.by().length() > TEXT_MOST) {
            throw new BadInput("that is more than " + TEXT_MOST + " letters");
        }
        String who = said.by().isBlank() ? "stress serve" : said.by();
        new Ledger(results).review(said.signature(),
                new Review(verdict, accepted ? day(said.until(), at) : "", said.why(), who, at));
    }

    private static String day(String until, String now) {
        try {
            String day = LocalDate.parse(until).toString();
            if (day.compareTo(now.substring(0, 10)) < 0) {
                throw new BadInput(day + " is over");
            }
            return day;
        } catch (DateTimeParseException wrong) {
            throw new BadInput("name the last day on which it is accepted, such as 2027-01-31");
        }
    }
}
