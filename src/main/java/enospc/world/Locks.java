package enospc.world;

/// Advisory locks that end with their holder, as `flock(2)` does: the life sign of whoever works on a template.
///
/// Nobody waits in here. A lane that dies holding a lock loses it at that moment.
public interface Locks {

    /// Takes the lock `name` for the calling lane.
    ///
    /// @return false if any lane, the calling one included, holds it
    boolean take(String name);

    /// Gives back a lock that the calling lane holds.
    ///
    /// @throws IllegalStateException if it does not hold it
    void give(String name);
}
