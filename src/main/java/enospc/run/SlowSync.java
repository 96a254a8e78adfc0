package enospc.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import enospc.history.Value;
import enospc.pool.Brake;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;

/// Transaction groups that take many times as long, for a while. A second one before the first is over ends with it.
final class SlowSync {

    private final Deeds deeds;
    private final Brake brake;
    private boolean slow;

    SlowSync(Deeds deeds, Brake brake) {
        this.deeds = deeds;
        this.brake = brake;
    }

    void begin(int factor) {
        Value value = new Value.Other(JsonNodeFactory.instance.objectNode().put("factor", factor));
        deeds.begin("slow sync", value);
        String why = brake.slow(factor);
        slow |= why.isEmpty();
        deeds.end(why.isEmpty() ? Reply.Done.DONE : new Reply.Refused(Why.OTHER, why), value);
    }

    void end() {
        if (slow) {
            deeds.begin("sync as before", Value.None.NONE);
            brake.release();
            slow = false;
            deeds.end(Reply.Done.DONE, Value.None.NONE);
        }
    }
}
