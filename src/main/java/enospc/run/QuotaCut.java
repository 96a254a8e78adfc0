package enospc.run;

import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import java.util.Optional;

/// The templates' quota, lowered for a while.
final class QuotaCut {

    private static final long NOTHING = -1;

    private final Deeds deeds;
    private final Store store;
    private long before = NOTHING;

    QuotaCut(Deeds deeds, Store store) {
        this.deeds = deeds;
        this.store = store;
    }

    /// ZFS refuses a quota below what is used, and so does not help to make that mistake. A second cut before the first
    /// was taken back takes from what is left, and is taken back with it.
    void cut(double fraction) {
        Optional<Dataset> templates = deeds.look(store.templates()).filter(found -> found.quota() > 0);
        long bytes = templates.map(found -> found.quota()
                - Math.round(fraction * Math.max(0, found.quota() - found.used()))).orElse(0L);
        deeds.begin("quota cut", new Value.Squeezing(store.templates(), bytes));
        Reply reply = templates.isEmpty() ? new Reply.Refused(Why.OTHER, "the quota could not be read") : set(bytes);
        if (Deeds.mayHaveHappened(reply) && before == NOTHING) {
            before = templates.get().quota();
        }
        deeds.end(reply, new Value.Squeezing(store.templates(), bytes));
    }

    /// @return whether it is as it was
    boolean raise() {
        if (before != NOTHING) {
            Value value = new Value.Squeezing(store.templates(), before);
            deeds.begin("quota raised", value);
            Reply reply = set(before);
            deeds.end(reply, value);
            before = reply.done() ? NOTHING : before;
        }
        return before == NOTHING;
    }

    private Reply set(long bytes) {
        return deeds.run(new Command.Set(store.templates(), "quota", Long.toString(bytes)));
    }
}
