package enospc.check;

import enospc.pool.Dataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a census shows, by name: looked up for several claims, put in order once, and only if it is long.
final class Shown {

    static final Shown NOTHING = new Shown(List.of());

    /// So few are looked through.
    private static final int FEW = 8;

    private final List<Dataset> datasets;
    private final Map<String, Dataset> byName = new HashMap<>();

    Shown(List<Dataset> datasets) {
        this.datasets = datasets;
    }

    /// Of two with one name the last.
    Optional<Dataset> find(String name) {
        if (datasets.size() > FEW) {
            if (byName.isEmpty()) {
                datasets.forEach(dataset -> byName.put(dataset.name(), dataset));
            }
            return Optional.ofNullable(byName.get(name));
        }
        for (int i = datasets.size() - 1; i >= 0; i--) {
            if (datasets.get(i).name().equals(name)) {
                return Optional.of(datasets.get(i));
            }
        }
        return Optional.empty();
    }

    boolean has(String name) {
        return find(name).isPresent();
    }
}
