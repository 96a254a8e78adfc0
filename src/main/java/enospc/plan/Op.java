package enospc.plan;

import enospc.pool.Image;
import java.time.Duration;

/// What a worker is told to do.
public sealed interface Op {

    /// @param container name of the container, unique in the plan
    record Install(Image image, String container) implements Op { }

    /// Lets the container live for a while, or rests.
    record Hold(Duration howLong) implements Op { }

    /// @param container of an install before; if that failed there is nothing to do
    record Remove(String container) implements Op { }
}
