package enospc.pool;

/// ZFS behind one door. Recording, delays and planted bugs are wrappers round it.
@FunctionalInterface
public interface Pool {

    /// Carries out one command and returns when it is over.
    ///
    /// @throws enospc.world.Crashed when the calling lane was killed meanwhile; the command may have happened or not
    Reply run(Command command);
}
