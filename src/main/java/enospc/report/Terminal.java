package enospc.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What kind of thing we write to.
final class Terminal {

    private static final int COLUMNS = 80;

    private Terminal() { }

    static boolean isOne() {
        return System.console() != null && System.console().isTerminal();
    }

    /// Its width as `stty` knows it, or 80. It is asked once: a line that is too long then is cut, see [#moving].
    static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return said.matches("\\d+ [1-9]\\d{0,5}") ? Integer.parseInt(said.split(" ")[1]) : COLUMNS;
        } catch (IOException unknown) {
            return COLUMNS;
        }
    }

    /// A line in place of the one before. The terminal cuts it at its edge: one that wrapped could not be replaced.
    static String moving(String line) {
        return "\r\033[K\033[?7l" + line + "\033[?7h";
    }

    /// Colours on a terminal, unless NO_COLOR says otherwise (no-color.org).
    static boolean hasColour() {
        return isOne() && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }
}
