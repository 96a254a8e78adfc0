package enospc.report;

import enospc.check.Grade;
import enospc.soak.ledger.Line.Standing;
import enospc.soak.ledger.Morning;
import enospc.soak.night.Counts;
import enospc.soak.night.Seen;
import enospc.soak.night.SoakFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A night for its readers: five lines for the mail, and the signatures for the screen.
public final class SoakSummary {

    private final Morning morning;
    private final SoakFile soak;
    private final Path results;

    /// @param results as the reader would type it
    public SoakSummary(Morning morning, Path results) {
        this.morning = morning;
        this.soak = morning.soak();
        this.results = results;
    }

    /// Five lines: verdict, what to look at, what is known, paths taken, how to go on.
    public String fiveLines() {
        return String.join("\n", verdict(), look(), known(), paths(), goOn()) + "\n";
    }

    private String verdict() {
        Counts counts = soak.counts();
        String cut = soak.state().equals(SoakFile.INTERRUPTED) ? ", interrupted" : "";
        return morning.grade().text().toUpperCase(Locale.ROOT) + "  " + soak.soak() + ": " + number(counts.runs())
                + " runs of " + String.join(", ", soak.order().workloads()) + " in " + duration(soak.seconds()) + " ("
                + number(soak.rate()) + "/s" + cut + "): " + number(counts.passed()) + " passed, "
                + number(counts.failed()) + " failed, " + number(counts.unknown()) + " unknown, "
                + number(counts.broken()) + " broken";
    }

    private String look() {
        if (!morning.red().isEmpty()) {
            Seen worst = morning.red().getFirst();
            String more = morning.red().size() == 1 ? "" : "  (and " + (morning.red().size() - 1) + " more)";
            return "look at   " + row(worst) + more;
        }
        if (!soak.lostShards().isEmpty()) {
            return "look at   lost shards: " + soak.lostShards().stream().map(String::valueOf)
                    .collect(Collectors.joining(", "));
        }
        if (!soak.brokenRuns().isEmpty()) {
            return "look at   a run that broke: " + soak.brokenRuns().getFirst().why() + "  ("
                    + soak.brokenRuns().getFirst().replay() + ")";
        }
        return "look at   nothing: no failure that has not been accepted";
    }

    private String known() {
        String accepted = morning.accepted().isEmpty() ? "none"
                : morning.accepted().size() + ", in " + number(morning.accepted().stream()
                .mapToLong(Seen::failures).sum()) + " failures";
        return "accepted  " + accepted + "; checkers: " + soak.selfCheck();
    }

    private String paths() {
        String taken = soak.transitions().entrySet().stream().filter(each -> each.getValue() > 0)
                .map(each -> each.getKey() + " " + number(each.getValue())).collect(Collectors.joining(", "));
        return "paths     " + (taken.isEmpty() ? "none: the pressure was never reached" : taken);
    }

    private String goOn() {
        if (!morning.red().isEmpty()) {
            String run = morning.red().getFirst().shown().run();
            return "go on     " + (run.isEmpty() ? morning.red().getFirst().shown().replay()
                    : "bin/stress check " + results.resolve(run));
        }
        return soak.state().equals(SoakFile.INTERRUPTED)
                ? "go on     bin/stress soak --resume " + results.resolve(soak.soak()) : "go on     bin/stress ledger";
    }

    private String row(Seen seen) {
        Standing standing = morning.standing(seen);
        String is = standing == Standing.NEW && !morning.firstNight(seen) ? "open" : standing.text();
        return seen.id() + " " + pad(is, 8) + " " + number(seen.failures()) + "x (" + percent(seen.failures()) + ")  "
                + seen.signature().text();
    }

    /// A line for each signature, what does not count behind what does, with the run that failed soonest.
    public List<String> signatures() {
        List<String> lines = new ArrayList<>();
        List<Seen> all = new ArrayList<>(morning.red());
        all.addAll(morning.accepted());
        for (Seen seen : all) {
            lines.add("  " + row(seen));
            lines.add("      first seed " + seen.first().seed() + "; soonest " + seen.shown().workload() + " "
                    + seen.shown().seed() + ", after " + number(seen.shown().atNanos() / 1e9) + " s, "
                    + number(seen.shown().events()) + " events" + (seen.shown().run().isEmpty() ? ""
                    : ": " + results.resolve(seen.shown().run())));
        }
        soak.brokenRuns().forEach(run -> lines.add("  broken   " + run.why() + "  (" + run.replay() + ")"));
        return lines;
    }

    private String percent(long failures) {
        return percent((double) failures / Math.max(1, soak.counts().runs()));
    }

    /// `81 %`, `7.5 %`, `0.0012 %`.
    static String percent(double rate) {
        return String.format(Locale.ROOT, rate >= 0.1 ? "%.0f %%" : "%.2g %%", 100 * rate);
    }

    public Grade grade() {
        return morning.grade();
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String number(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%,.0f", number);
    }

    /// `35 s`, `12 min`, `8.1 h`.
    static String duration(double seconds) {
        return seconds < 120 ? number(seconds) + " s" : seconds < 7200 ? number(seconds / 60) + " min"
                : number(seconds / 3600) + " h";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
