package enospc.run;

import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import java.util.Optional;
import java.util.TreeMap;

/// A file that takes space away with real blocks, in a sibling dataset of the store: unlike a reservation it costs
/// writes, and it comes back only when the pool has freed them.
final class Ballast {

    private final Deeds deeds;
    private final Store store;
    private boolean there;
    private long bytes;

    Ballast(Deeds deeds, Store store) {
        this.deeds = deeds;
        this.store = store;
    }

    /// Takes a part of what is free under the templates' quota. Nothing while an earlier one is still there. A file
    /// that met a limit half way is ballast as well: its step `fill` says so.
    void drop(double fraction) {
        if (there) {
            return;
        }
        bytes = wanted(fraction);
        deeds.begin("ballast", new Value.Squeezing(store.ballast(), bytes));
        Reply reply = bytes <= 0 ? new Reply.Refused(Why.ENOSPC, "there was nothing to take")
                : deeds.run(new Command.Create(store.ballast(), new TreeMap<>()));
        there = Deeds.mayHaveHappened(reply);
        if (reply.done() && deeds.run(new Command.Mount(store.ballast())).done()) {
            deeds.run(new Command.Fill(store.ballast(), bytes));
        }
        deeds.end(reply, new Value.Squeezing(store.ballast(), bytes));
    }

    private long wanted(double fraction) {
        Optional<Dataset> templates = deeds.look(store.templates());
        Optional<Dataset> house = deeds.look(store.root());
        if (templates.isEmpty() || house.isEmpty()) {
            return 0;
        }
        return house.get().available() - Math.round((1 - fraction) * templates.get().available());
    }

    void remove() {
        if (there) {
            Value value = new Value.Squeezing(store.ballast(), bytes);
            deeds.begin("ballast removed", value);
            deeds.run(new Command.Unmount(store.ballast()));
            Reply reply = deeds.run(new Command.Destroy(store.ballast(), false));
            deeds.end(reply, value);
            there = !reply.done() && !reply.refused(Why.ABSENT);
        }
    }
}
