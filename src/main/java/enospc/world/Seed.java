package enospc.world;

/// The number that decides a run: every random choice comes from a stream named after what it is for.
///
/// Streams are independent: a new draw in one leaves the others as they were.
public record Seed(long value) {

    /// The stream called `name`; equal seed and name give the same draws on any machine.
    public Chance stream(String name) {
        long hash = 0xcbf29ce484222325L;                 // FNV-1a, 64 bits
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return new Chance(value * 0x9e3779b97f4a7c15L ^ hash);
    }
}
