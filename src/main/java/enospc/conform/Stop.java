package enospc.conform;

import enospc.world.RealTime;
import java.time.Duration;

/// Whoever waits for a long comparison has had enough: what is under way comes to its end, and nothing else is begun.
///
/// A terminal's Ctrl-C reaches a ZFS of our own as well. What differs or breaks then is no finding.
public final class Stop {

    /// So much earlier than we may another process have heard of it.
    private static final Duration EARLIER = Duration.ofMillis(300);

    private volatile boolean asked;

    public void ask() {
        asked = true;
    }

    public boolean asked() {
        return asked;
    }

    /// Whether it may be the reason for something that went wrong just now; waits a moment to find out.
    boolean explains() {
        if (!asked) {
            new RealTime().sleep(EARLIER);
        }
        return asked;
    }
}
