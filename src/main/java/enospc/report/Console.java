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

    private static final int LEAST = 24;

    private final PrintStream out;
    private final boolean colour;
    private final int columns;

    private Console(PrintStream out, boolean colour, int columns) {
        this.out = out;
        this.colour = colour;
        this.columns = columns;
    }

    /// Elsewhere than on a terminal each claim keeps to one line, so that `grep` finds the whole of it.
    private static Console here() {
        return new Console(System.out, Terminal.hasColour(), Terminal.isOne() ? Terminal.columns() : Integer.MAX_VALUE);
    }

    /// Prints the whole verdict.
    ///
    /// @param about what the run happened on, or empty if nobody knows any more
    public static void print(Verdict verdict, RunDirectory directory, String about) {
        here().whole(verdict, directory, about);
    }

    /// Prints one line.
    public static void printLine(Verdict verdict) {
        here().line(verdict);
    }

    /// Prints the verdict on a history that is no run's.
    ///
    /// @param history where it was read from
    public static void printClaims(Verdict verdict, String history) {
        Console console = here();
        console.line(verdict);
        console.out.println();
        console.claims(verdict);
        console.out.println();
        console.row("read from", history + "  (" + verdict.events() + " events)");
    }

    private void line(Verdict verdict) {
        out.println(paint(verdict.grade(), verdict.grade().text().toUpperCase(Locale.ROOT)) + "  "
                + wrapped(verdict.summary(), verdict.grade().text().length() + 2));
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
        plainRow("written to", shortened(directory.path()) + "  (" + verdict.events() + " events)");
        plainRow("again", verdict.facts().replay());
    }

    private void claims(Verdict verdict) {
        for (Finding finding : verdict.findings()) {
            String grade = finding.vacuous() && verdict.grade() == Grade.PASS ? "-" : finding.grade().text();
            out.println("  " + paint(finding.grade(), pad(grade, 8)) + pad(finding.claim(), 25)
                    + wrapped(finding.why(), 35));
        }
    }

    private static String taken(Verdict verdict) {
        String taken = verdict.transitions().entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        return taken.isEmpty() ? "none: the pressure was never reached" : taken;
    }

    /// To be copied from the screen: broken by nobody but the terminal itself.
    private void plainRow(String name, String text) {
        out.println("  " + pad(name, 18) + text);
    }

    private void row(String name, String text) {
        out.println("  " + pad(name, 18) + wrapped(text, 20));
    }

    /// Relative to where the user stands, if it is below that.
    private static Path shortened(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) ? here.relativize(whole) : whole;
    }

    /// Goes on below itself where the terminal ends. A word too long for a line stays whole.
    ///
    /// @param indent where it begins
    private String wrapped(String text, int indent) {
        int room = Math.max(LEAST, columns - indent - 1);
        StringBuilder lines = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ")) {
            boolean breaks = used > 0 && used + 1 + word.length() > room;
            lines.append(breaks ? "\n" + " ".repeat(indent) : used > 0 ? " " : "").append(word);
            used = (breaks || used == 0 ? 0 : used + 1) + word.length();
        }
        return lines.toString();
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
