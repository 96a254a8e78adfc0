package enospc.cli;

import enospc.plan.BadInput;
import enospc.soak.ledger.Ledger;
import enospc.soak.ledger.Line;
import enospc.soak.ledger.Review;
import enospc.world.RealTime;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stress review`: a person's word on a signature.
@Command(name = "review", sortOptions = false, mixinStandardHelpOptions = true,
        description = "Say what is thought of a signature. An accepted one does not turn a night red until the day "
                + "is over that was given; all that was ever said stays in the ledger.",
        footer = {"", "Example: stress review 1f3a --accept-until 2027-01-31 --why \"mended upstream in 2.3.4\""})
final class ReviewCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SIGNATURE", description = "its id, or the beginning of it")
    private String signature;

    @ArgGroup(multiplicity = "1")
    private Word word;

    /// One of them.
    private static final class Word {
        @Option(names = "--accept-until", paramLabel = "DAY", required = true,
                description = "accept it up to this day, such as 2027-01-31")
        private String until;

        @Option(names = "--reject", required = true, description = "it is a bug: nights with it stay red")
        private boolean reject;

        @Option(names = "--forget", required = true, description = "take back what was said")
        private boolean forget;
    }

    @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", description = "the reason; needed to accept")
    private String why;

    @Option(names = "--by", paramLabel = "NAME", description = "who says so (the user's name)")
    private String by;

    @Option(names = "--results", paramLabel = "DIR", description = "where the soaks wrote (results)")
    private Path results;

    @Override
    public Integer call() {
        Ledger ledger = new Ledger(results == null ? Home.results() : results);
        String at = Instant.ofEpochSecond(new RealTime().epochSeconds()).toString();
        String who = by == null ? System.getProperty("user.name") : by;
        Line line = ledger.review(signature, new Review(verdict(), until(at), why, who, at));
        System.out.println(line.id() + " is " + line.standing(at.substring(0, 10)).text()
                + (word.until == null ? "" : " until " + word.until) + ": " + line.claim() + " on " + line.transition()
                + ": " + String.join(", ", line.steps()));
        return 0;
    }

    private String verdict() {
        return word.forget ? Review.OPEN : word.reject ? Review.REJECTED : Review.ACCEPTED;
    }

    private String until(String now) {
        if (word.until == null) {
            return "";
        }
        if (why.isBlank()) {
            throw new BadInput("to accept a failure needs a reason: --why \"...\"");
        }
        try {
            String day = LocalDate.parse(word.until).toString();
            if (day.compareTo(now.substring(0, 10)) < 0) {
                throw new BadInput("--accept-until is " + word.until + ", which is over");
            }
            return day;
        } catch (DateTimeParseException wrong) {
            throw new BadInput("--accept-until is \"" + word.until + "\", not a day such as 2027-01-31");
        }
    }
}
