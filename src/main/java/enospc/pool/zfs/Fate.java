package enospc.pool.zfs;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What a child process came to its end by: the first that claims it, and no other. For any thread.
final class Fate {

    /// `ITSELF` it exited; its `DEADLINE` was over; a `GUARD` ended it; its lane was `KILLED`; the whole run `STOPPED`.
    enum By { ITSELF, DEADLINE, GUARD, KILLED, STOPPED }

    private final AtomicReference<By> by = new AtomicReference<>();

    /// @return whether it was the first; then, and only then, the caller ends the process, if it has not ended itself
    boolean claim(By who) {
        return by.compareAndSet(null, who);
    }

    /// Empty as long as nobody has claimed it.
    Optional<By> by() {
        return Optional.ofNullable(by.get());
    }

    boolean isOpen() {
        return by.get() == null;
    }
}
