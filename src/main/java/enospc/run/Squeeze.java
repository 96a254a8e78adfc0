package enospc.run;

import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import enospc.world.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A reservation on a sibling of the store, which takes the space away that both share.
final class Squeeze {

    /// It waits for something that it can take: it looks so often, so far apart.
    private static final int LOOKS = 20;
    private static final Duration REST = Duration.ofMillis(200);

    /// Less than this part of the quota is not worth a squeeze.
    private static final int WORTH = 16;

    private final Deeds deeds;
    private final Scheduler scheduler;
    private final Store store;
    private final BooleanSupplier over;
    private long taken;

    /// @param over whether there is nobody left to squeeze
    Squeeze(Deeds deeds, Scheduler scheduler, Store store, BooleanSupplier over) {
        this.deeds = deeds;
        this.scheduler = scheduler;
        this.store = store;
        this.over = over;
    }

    /// Takes a part of what is free under the templates' quota, as soon as something is free. A second squeeze before
    /// the first has ended takes its place, and the first release ends both.
    void squeeze(double fraction) {
        deeds.begin("squeeze", new Value.Squeezing(store.squeeze(), 0));
        long bytes = 0;
        Reply reply = new Reply.Refused(Why.ENOSPC, "there was nothing to take");
        for (int i = 0; i < LOOKS && !Deeds.mayHaveHappened(reply) && !over.getAsBoolean(); i++) {
            scheduler.sleep(REST);
            Optional<Dataset> templates = deeds.look(store.templates());
            Optional<Dataset> house = deeds.look(store.root());
            if (templates.isPresent() && house.isPresent()
                    && templates.get().available() > templates.get().quota() / WORTH) {
                long left = Math.round((1 - fraction) * templates.get().available());
                bytes = house.get().available() + taken - left;
                reply = reserve(Long.toString(bytes));
            }
        }
        taken = Deeds.mayHaveHappened(reply) ? bytes : taken;
        deeds.end(reply, new Value.Squeezing(store.squeeze(), bytes));
    }

    void release() {
        if (taken > 0) {
            Value value = new Value.Squeezing(store.squeeze(), taken);
            deeds.begin("release", value);
            Reply reply = reserve("none");
            deeds.end(reply, value);
            taken = reply.done() ? 0 : taken;
        }
    }

    private Reply reserve(String reservation) {
        return deeds.run(new Command.Set(store.squeeze(), "reservation", reservation));
    }
}
