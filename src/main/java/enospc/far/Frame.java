package enospc.far;

/// One line that the far side says: a kind and its text. The near side says `plan` with a number of bytes and so many
/// bytes, then a `beat` every few seconds, and `stop` to end the run as a signal would.
///
/// @param text without line feeds
record Frame(Kind kind, String text) {

    enum Kind {
        /// The pool is there; what it is.
        READY,
        /// An event, as in a history file.
        EVENT,
        /// A line of the pool's own log.
        LOG,
        /// A file for `logs/`: its name, a blank, its bytes in base64.
        FILE,
        /// Nothing new, but alive.
        BEAT,
        /// The run came to its end, or was stopped.
        END,
        /// What the user asked for cannot be had.
        BAD,
        /// The pool is out of reach.
        GONE,
        /// Something broke.
        BROKEN,
        /// This was left behind.
        LEFT
    }

    String line() {
        return kind.name() + " " + text;
    }

    /// What does not come from us, such as a greeting of the far machine, is no frame and passes for a beat.
    static Frame of(String line) {
        int blank = line.indexOf(' ');
        for (Kind kind : Kind.values()) {
            if (blank >= 0 && line.substring(0, blank).equals(kind.name())) {
                return new Frame(kind, line.substring(blank + 1));
            }
        }
        return new Frame(Kind.BEAT, "");
    }
}
