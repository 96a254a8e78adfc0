package enospc.install;

import enospc.pool.Command;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import enospc.world.Clock;
import java.time.Duration;

/// Unmounts a dataset and destroys it. A pool may hold it busy for seconds after its unmount, so a busy one is tried
/// again.
final class Discard {

    /// How often, before it is left behind.
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Discard() { }

    /// @return what the last try was answered
    static Reply of(Pool pool, Clock clock, String dataset, boolean recursive) {
        Reply reply = once(pool, dataset, recursive);
        for (int i = 0; i < TRIES && reply.refused(Why.BUSY); i++) {
            clock.sleep(PAUSE);
            reply = once(pool, dataset, recursive);
        }
        return reply;
    }

    /// For what is no hurry: busy is an answer.
    static Reply once(Pool pool, String dataset, boolean recursive) {
        pool.run(new Command.Unmount(dataset));
        return pool.run(new Command.Destroy(dataset, recursive));
    }
}
