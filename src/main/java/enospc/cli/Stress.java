package enospc.cli;

/// The command `stress`.
public final class Stress {

    private Stress() { }

    public static void main(String[] args) { }
}
