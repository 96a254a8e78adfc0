package enospc.run;

import enospc.history.Value;
import enospc.pool.Grip;
import enospc.pool.Grip.How;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import java.util.HashSet;
import java.util.Set;

/// Harm to the copy that a worker has under way: one of its processes killed, or all of it stopped for a while.
final class CopyHarm {

    private final Deeds deeds;
    private final Grip grip;
    private final Set<String> stopped = new HashSet<>();

    CopyHarm(Deeds deeds, Grip grip) {
        this.deeds = deeds;
        this.grip = grip;
    }

    void killOne(String worker) {
        take("pipe kill", worker, How.KILL_ONE);
    }

    void stop(String worker) {
        if (take("stop", worker, How.STOP)) {
            stopped.add(worker);
        }
    }

    /// Also where the copy has gone meanwhile: then there is nothing to continue, and the event says so.
    void goOn(String worker) {
        if (stopped.remove(worker)) {
            take("continue", worker, How.CONTINUE);
        }
    }

    void goOnAll() {
        Set.copyOf(stopped).forEach(this::goOn);
    }

    private boolean take(String f, String worker, How how) {
        Value value = new Value.Killing(worker);
        deeds.begin(f, value);
        boolean reached = grip.take(worker, how);
        deeds.end(reached ? Reply.Done.DONE : new Reply.Refused(Why.ABSENT, worker + " copies nothing"), value);
        return reached;
    }
}
