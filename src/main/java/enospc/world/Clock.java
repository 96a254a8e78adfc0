package enospc.world;

import java.time.Duration;

/// Time as the code under test sees it: virtual on the embedded pool, the host's on a real one.
public interface Clock {

    /// Nanoseconds since the run began, never falling.
    long nanos();

    /// Seconds since 1970, for stamps that outlive the run. In virtual time the run begins at a fixed second.
    long epochSeconds();

    /// Lets at least this many nanoseconds pass, while other lanes go on.
    ///
    /// @param nanos ≥ 0; zero lets the others go first
    /// @throws Crashed when the calling lane has been killed
    void sleepNanos(long nanos);

    default void sleep(Duration howLong) {
        sleepNanos(howLong.toNanos());
    }
}
