package enospc.bench;

/// A row that this machine cannot have; the table says why.
final class CannotMeasure extends Exception {

    private static final long serialVersionUID = 1;

    CannotMeasure(String why) {
        super(why);
    }
}
