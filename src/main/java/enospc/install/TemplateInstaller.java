package enospc.install;

import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Image;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.world.Clock;
import enospc.world.Locks;
import java.util.List;
import java.util.Set;

/// The protocol under test: an image is unpacked once into a template, and every container is a clone of it.
///
/// One instance a worker. The steps are those of the subject; doc/protocol.md tells which mistakes are mended and how.
public final class TemplateInstaller implements Installer {

    private final Pool pool;
    private final Clock clock;
    private final Locks locks;
    private final Store store;
    private final Terms terms;
    private final Set<Habit> habits;
    private final Narrator narrator;
    private final Sweep sweep;

    /// @param habits must not change any more
    public TemplateInstaller(Pool pool, Clock clock, Locks locks, Store store, Terms terms, Set<Habit> habits,
                             Narrator narrator) {
        this.pool = pool;
        this.clock = clock;
        this.locks = locks;
        this.store = store;
        this.terms = terms;
        this.habits = habits;
        this.narrator = narrator;
        this.sweep = new Sweep(pool, clock, locks, store, terms.threshold(), this.habits);
    }

    @Override
    public Outcome install(Image image, String name) {
        sweep(new SweepOrder(SweepOrder.Reason.INSTALL, terms.warm(), false));
        SweepOrder allWarm = new SweepOrder(SweepOrder.Reason.RETRY, terms.warm(), true);
        return new Install(pool, clock, locks, store, terms, habits, narrator, () -> sweep(allWarm), this::preflight,
                image, name).run();
    }

    @Override
    public Outcome remove(String name) {
        return Outcome.of(Discard.of(pool, clock, store.container(name), false));
    }

    /// Before a copy: usage near the threshold makes room first.
    private void preflight() {
        boolean near = terms.preflightPercent() <= 100
                && pool.run(new Command.Get(store.templates())) instanceof Reply.Found(List<Dataset> found)
                && found.stream().anyMatch(parent -> parent.quota() > 0
                        && parent.used() * 100 >= parent.quota() * terms.preflightPercent());
        if (near) {
            sweep(new SweepOrder(SweepOrder.Reason.PREFLIGHT, terms.warm(), true));
        }
    }

    @Override
    public List<String> sweep(SweepOrder order) {
        narrator.sweepBegins(order);
        List<String> evicted = sweep.run(order);
        narrator.sweepEnds(order, evicted);
        return evicted;
    }
}
