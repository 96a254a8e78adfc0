package enospc.pool.zfs;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// What a run has taken and not given back. For any thread: the ear hears of each change in the order of the changes,
/// and before the caller goes on.
final class Leases {

    private final Consumer<String> ear;
    private final Set<String> taken = new HashSet<>();

    /// @param ear takes `lease KIND DATASET` and `return KIND DATASET`, one at a time
    Leases(Consumer<String> ear) {
        this.ear = ear;
    }

    synchronized void lease(String kind, String dataset) {
        if (taken.add(kind + " " + dataset)) {
            ear.accept("lease " + kind + " " + dataset);
        }
    }

    synchronized void returned(String kind, String dataset) {
        if (taken.remove(kind + " " + dataset)) {
            ear.accept("return " + kind + " " + dataset);
        }
    }
}
