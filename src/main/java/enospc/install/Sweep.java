package enospc.install;

import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.pool.Reply.Why;
import enospc.world.Clock;
import enospc.world.Locks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Evicts idle templates: cold ones always, warm ones under pressure, least recently used first.
final class Sweep {

    private static final Comparator<Dataset> OLDEST_FIRST =
            Comparator.comparingLong(Sweep::lastUsed).thenComparing(Dataset::name);

    private final Pool pool;
    private final Clock clock;
    private final Locks locks;
    private final Store store;
    private final int threshold;
    private final Set<Habit> habits;

    /// @param threshold percent of the quota
    Sweep(Pool pool, Clock clock, Locks locks, Store store, int threshold, Set<Habit> habits) {
        this.pool = pool;
        this.clock = clock;
        this.locks = locks;
        this.store = store;
        this.threshold = threshold;
        this.habits = habits;
    }

    /// @return keys of the evicted templates, in that order
    List<String> run(SweepOrder order) {
        List<String> evicted = new ArrayList<>();
        if (pool.run(new Command.ListAll(store.containers())) instanceof Reply.Found(List<Dataset> datasets)) {
            Set<String> pristine = pristine(datasets);
            if (habits.contains(Habit.HOLDS_LIFE_SIGN)) {
                leftByTheDead(datasets, pristine, order).forEach(this::clear);
            }
            long coldBefore = clock.epochSeconds() - order.warm().toSeconds();
            for (Dataset template : candidates(datasets, pristine)) {
                if ((lastUsed(template) <= coldBefore || isAsked(order)) && evict(template)) {
                    evicted.add(store.keyOf(template.name()));
                }
            }
        }
        return evicted;
    }

    private Set<String> pristine(List<Dataset> datasets) {
        Set<String> pristine = new HashSet<>();
        for (Dataset dataset : datasets) {
            if (store.isPristine(dataset.name())) {
                pristine.add(dataset.name());
            }
        }
        return pristine;
    }

    /// What takes space and is of no use: templates without their snapshot, whose evictor died half-way, and, before a
    /// retry, staging datasets, if nobody holds their life sign.
    private List<String> leftByTheDead(List<Dataset> datasets, Set<String> pristine, SweepOrder order) {
        List<String> left = new ArrayList<>();
        for (Dataset dataset : datasets) {
            String name = dataset.name();
            if (store.isTemplate(name) && !pristine.contains(name + Store.PRISTINE)
                    || order.allWarm() && store.isStaging(name)) {
                left.add(name);
            }
        }
        return left;
    }

    /// Without `-r` a template that has got its snapshot since is refused; a staging dataset may have one, but whatever
    /// is cloned from it keeps it.
    private void clear(String dataset) {
        String key = store.keyOf(dataset);
        if (locks.take(key)) {
            Discard.once(pool, dataset, store.isStaging(dataset));
            locks.give(key);
        }
    }

    /// Templates with a pristine snapshot that nothing is cloned from, in the order in which they go.
    private List<Dataset> candidates(List<Dataset> datasets, Set<String> pristine) {
        Set<String> origins = new HashSet<>();
        for (Dataset dataset : datasets) {
            if (!dataset.origin().isEmpty()) {
                origins.add(dataset.origin());
            }
        }
        List<Dataset> idle = new ArrayList<>();
        for (Dataset dataset : datasets) {
            if (store.isTemplate(dataset.name())) {
                String snapshot = dataset.name() + Store.PRISTINE;
                if (pristine.contains(snapshot) && !origins.contains(snapshot)) {
                    idle.add(dataset);
                }
            }
        }
        idle.sort(habits.contains(Habit.OLDEST_FIRST) ? OLDEST_FIRST : OLDEST_FIRST.reversed());
        return idle;
    }

    /// Seconds since 1970; a template without a stamp counts as infinitely old.
    private static long lastUsed(Dataset template) {
        String stamp = template.user(Store.LAST_USED);
        return stamp.isEmpty() ? Long.MIN_VALUE : Long.parseLong(stamp);
    }

    /// Whether a warm template has to go as things are now.
    private boolean isAsked(SweepOrder order) {
        if (order.allWarm() && habits.contains(Habit.EVICTS_ALL_ASKED)) {
            return true;
        }
        return pool.run(new Command.Get(store.templates())) instanceof Reply.Found(List<Dataset> found)
                && found.stream().anyMatch(parent -> parent.quota() > 0
                        && parent.used() * 100 >= parent.quota() * threshold);
    }

    /// Skips a template that somebody works on, or that was used since it was listed.
    private boolean evict(Dataset template) {
        if (!habits.contains(Habit.HOLDS_LIFE_SIGN)) {
            return destroy(template);
        }
        String key = store.keyOf(template.name());
        if (!locks.take(key)) {
            return false;
        }
        boolean evicted = isUnused(template) && destroy(template);
        locks.give(key);
        return evicted;
    }

    private boolean isUnused(Dataset listed) {
        return pool.run(new Command.Get(listed.name())) instanceof Reply.Found(List<Dataset> found)
                && found.stream().anyMatch(now -> lastUsed(now) == lastUsed(listed));
    }

    /// Destroying the snapshot is the test that nothing was cloned meanwhile. If the dataset then stays, because it is
    /// busy, its snapshot is taken again: it is read-only, so the template is whole as before.
    private boolean destroy(Dataset template) {
        Reply unmounted = pool.run(new Command.Unmount(template.name()));
        if (!unmounted.done() && !unmounted.refused(Why.ABSENT)) {
            return false;
        }
        if (!pool.run(new Command.Destroy(template.name() + Store.PRISTINE, false)).done()) {
            return false;
        }
        boolean gone = pool.run(new Command.Destroy(template.name(), false)).done();
        if (!gone && habits.contains(Habit.HOLDS_LIFE_SIGN)) {
            pool.run(new Command.Snapshot(template.name() + Store.PRISTINE));
        }
        return gone;
    }
}
