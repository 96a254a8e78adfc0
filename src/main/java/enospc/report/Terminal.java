package enospc.report;

/// What kind of thing we write to.
final class Terminal {

    private Terminal() { }

    static boolean isOne() {
        return System.console() != null && System.console().isTerminal();
    }

    /// Colours on a terminal, unless NO_COLOR says otherwise (no-color.org).
    static boolean hasColour() {
        return isOne() && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }
}
