package enospc.pool;

/// A hand on the copies that are under way, from outside the lanes that wait for them: `unsquashfs` and pipes.
public interface Grip {

    /// What is done to a copy.
    enum How {
        /// A guard ends all of it; the copy is answered with [Reply.Why#DEADLINE].
        END,
        /// SIGKILL for one process of it, the receiver of a pipe.
        KILL_ONE,
        /// SIGSTOP for all of it.
        STOP,
        /// SIGCONT.
        CONTINUE
    }

    /// @return whether that lane had a copy under way
    boolean take(String lane, How how);

    /// Reaches nothing.
    Grip NONE = (lane, how) -> false;
}
