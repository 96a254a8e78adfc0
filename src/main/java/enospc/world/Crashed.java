package enospc.world;

/// What a killed worker dies of. Nobody catches it but the scheduler; every later wait of a dead lane throws it again.
public final class Crashed extends Error {

    private static final long serialVersionUID = 1;

    public Crashed(String lane) {
        super(lane + " was killed", null, false, false);
    }
}
