package enospc.check;

import enospc.history.Event;
import enospc.history.Value;
import enospc.install.Unrest;
import enospc.pool.Dataset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The pool's own figures fit together, and no squeeze outlives the run.
///
/// ZFS lets writers run past a quota by up to a thirty-second part of it in a transaction group, and does not hold
/// creating, cloning and snapshots to it at all: that is the slack.
final class SpaceAddsUp implements Checker {

    private static final int QUOTA_PART = 32;

    /// What an empty dataset or a snapshot may take beyond a quota.
    private static final long DATASET_BYTES = 256 << 10;

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private long readings;
    private long lastSqueeze = Event.NO_OP;
    private long lastCut = Event.NO_OP;

    SpaceAddsUp(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "SpaceAddsUp";
    }

    @Override
    public Set<Kind> hears() {
        return Set.of(Kind.CENSUS, Kind.OTHER);
    }

    @Override
    public void see(Event event, Span span) {
        if (event.begins()) {
            return;
        }
        if (event.value() instanceof Value.Census census) {
            see(census, span);
        } else if (span.kind() == Kind.OTHER && span.f().equals("squeeze")) {
            lastSqueeze = span.index();
        } else if (span.kind() == Kind.OTHER && span.f().equals("quota cut")) {
            lastCut = span.index();
        }
    }

    private void see(Value.Census census, Span reading) {
        boolean last = census.scope().equals("final");
        long below = -1;
        for (Dataset dataset : census.datasets()) {
            if (dataset.quota() > 0) {
                readings++;
                below = below < 0 ? below(census) : below;
                judgeQuota(dataset, slack(dataset, below), reading);
            }
            if (last && lastCut != Event.NO_OP && dataset.quota() != scene.setup().quota()
                    && dataset.name().equals(scene.store().templates())) {
                breaches.add(at(reading) + " shows that the quota was not raised again: it is " + dataset.quota()
                        + " B, and was " + scene.setup().quota() + " B", lastCut, reading.endIndex());
            }
            if (last && dataset.reservation() > 0
                    && dataset.name().equals(scene.store().squeeze())) {
                breaches.add(at(reading) + " shows that the squeeze was not given back: " + dataset.reservation()
                        + " B are still reserved for " + dataset.name(), lastSqueeze, reading.endIndex());
            }
        }
        if (last) {
            census.datasets().stream().filter(dataset -> dataset.name().equals(scene.store().ballast()))
                    .forEach(dataset -> breaches.add(at(reading) + " shows that the ballast was not removed: "
                            + dataset.used() + " B in " + dataset.name(), reading.endIndex()));
            judgeSums(census, below(census), reading);
            Unrest.in(scene.store(), census.datasets()).stream().filter(thing -> thing.contains(" B used in "))
                    .forEach(thing -> breaches.add(at(reading) + " shows, after the store had its time to settle, "
                            + thing, reading.endIndex()));
        }
    }

    private long below(Value.Census census) {
        long below = 0;
        for (Dataset dataset : census.datasets()) {
            below += scene.store().isWithinTemplates(dataset.name()) ? 1 : 0;
        }
        return below;
    }

    private static long slack(Dataset dataset, long below) {
        return dataset.quota() / QUOTA_PART + (below + 1) * DATASET_BYTES;
    }

    private void judgeQuota(Dataset dataset, long slack, Span reading) {
        if (dataset.used() > dataset.quota() + slack) {
            breaches.add(at(reading) + " shows " + dataset.used() + " B used in " + dataset.name()
                    + ", past its quota of " + dataset.quota() + " B by more than the " + slack
                    + " B that ZFS allows", reading.endIndex());
        }
        if (dataset.available() > Math.max(0, dataset.quota() - dataset.used()) + slack) {
            breaches.add(at(reading) + " shows " + dataset.available() + " B available in " + dataset.name()
                    + ", where its quota of " + dataset.quota() + " B leaves "
                    + Math.max(0, dataset.quota() - dataset.used()), reading.endIndex());
        }
    }

    /// At rest a dataset uses at least what its children use, or have reserved.
    private void judgeSums(Value.Census census, long below, Span reading) {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Dataset dataset : census.datasets()) {
            if (!dataset.isSnapshot() && dataset.name().contains("/")) {
                sums.merge(dataset.name().substring(0, dataset.name().lastIndexOf('/')),
                        Math.max(dataset.used(), dataset.reservation()), Long::sum);
            }
        }
        for (Dataset parent : census.datasets()) {
            long children = sums.getOrDefault(parent.name(), 0L);
            if (children > parent.used() + slack(parent, below)) {
                breaches.add(at(reading) + " shows " + parent.used() + " B used in " + parent.name()
                        + ", where its children take " + children, reading.endIndex());
            }
        }
    }

    private static String at(Span reading) {
        return "the census at " + Prose.seconds(reading.begin().time());
    }

    @Override
    public Finding end() {
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        return readings == 0 ? Finding.vacuous(claim(), "no census shows a quota")
                : Finding.pass(claim(), Prose.count(readings, "reading") + " of quotas add up");
    }
}
