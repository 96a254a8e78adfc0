package enospc.history;

/// A line that is no event, and where in it.
final class BadLine extends Exception {

    private static final long serialVersionUID = 1;

    /// From 1, in bytes.
    final int column;

    BadLine(int column, String message) {
        super(message);
        this.column = column;
    }
}
