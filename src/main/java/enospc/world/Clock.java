package enospc.world;

import java.time.Duration;
import java.util.function.LongSupplier;

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

    /// Sleeps until the time that `wake` says, asks it again then, and returns once that time is not to come.
    ///
    /// One lane's wait for something that others bring about: cheaper than to sleep and look by itself where lanes are
    /// many, and the same in every other way.
    ///
    /// @param wake nanoseconds on this clock; must not sleep, and may be asked outside any lane
    /// @throws Crashed when the calling lane has been killed
    default void sleepWhile(LongSupplier wake) {
        long until = wake.getAsLong();
        while (until > nanos()) {
            sleepNanos(until - nanos());
            until = wake.getAsLong();
        }
    }

    default void sleep(Duration howLong) {
        sleepNanos(howLong.toNanos());
    }
}
