package enospc.report;

import enospc.check.Finding;
import enospc.check.Grade;
import enospc.check.Verdict;
import enospc.history.RunDirectory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/// A verdict on one screen: what it is, why, which paths were taken, and how to look further.
public final class Console {

    private final PrintStream out;
    private final boolean colour;

    private Console(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    /// Prints the whole verdict.
    ///
    /// @param about what the run happened on, or empty if nobody knows any more
    public static void print(Verdict verdict, RunDirectory directory, String about) {
        new Console(System.out, Terminal.hasColour()).whole(verdict, directory, about);
    }

    /// Prints one line.
    public static void printLine(Verdict verdict) {
        new Console(System.out, Terminal.hasColour()).line(verdict);
    }

    /// Prints the verdict on a history that is no run's.
    ///
    /// @param history where it was read from
    public static void printClaims(Verdict verdict, String history) {
        Console console = new Console(System.out, Terminal.hasColour());
        console.line(verdict);
        console.out.println();
        console.claims(verdict);
        console.out.println();
        console.row("read from", history + "  (" + verdict.events() + " events)");
    }

    private void line(Verdict verdict) {
        out.println(paint(verdict.grade(), verdict.grade().text().toUpperCase(Locale.ROOT)) + "  " + verdict.summary());
    }

    private void whole(Verdict verdict, RunDirectory directory, String about) {
        line(verdict);
        out.println();
        claims(verdict);
        out.println();
        row("paths taken", taken(verdict));
        if (verdict.unheard().all() > 0) {
            row("unheard", verdict.unheard().text());
        }
        if (!verdict.missing().isEmpty()) {
            row("required, missing", String.join(", ", verdict.missing()));
        }
        if (!about.isEmpty()) {
            row("pool", about);
        }
        row("written to", shortened(directory.path()) + "  (" + verdict.events() + " events)");
        row("again", verdict.facts().replay());
    }

    private void claims(Verdict verdict) {
        for (Finding finding : verdict.findings()) {
            String grade = finding.vacuous() && verdict.grade() == Grade.PASS ? "-" : finding.grade().text();
            out.println("  " + paint(finding.grade(), pad(grade, 8)) + pad(finding.claim(), 25) + finding.why());
        }
    }

    private static String taken(Verdict verdict) {
        String taken = verdict.transitions().entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        return taken.isEmpty() ? "none: the pressure was never reached" : taken;
    }

    private void row(String name, String text) {
        out.println("  " + pad(name, 18) + text);
    }

    /// Relative to where the user stands, if it is below that.
    private static Path shortened(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) ? here.relativize(whole) : whole;
    }

    private String paint(Grade grade, String text) {
        if (!colour) {
            return text;
        }
        int code = switch (grade) {
            case PASS -> 32;
            case FAIL -> 31;
            case UNKNOWN -> 33;
        };
        return "\033[1;" + code + "m" + text + "\033[0m";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
