package enospc.report;

import enospc.history.Event;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Dataset;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What one census of the whole shows of space. Bytes; 0 for none.
///
/// @param index     of the census event
/// @param time      nanoseconds since the run began
/// @param quota     of the templates
/// @param used      by the templates
/// @param available to the templates
/// @param rootUsed  by all that is ours
/// @param rootAvailable to all that is ours
/// @param reserved  the sum of all reservations
/// @param templates what each takes, by key; a staging dataset's key ends in `.tmp`
public record SpaceReading(long index, long time, long quota, long used, long available, long rootUsed,
                           long rootAvailable, long reserved, SequencedMap<String, Long> templates) {

    /// @param root the dataset that the history's setup names
    /// @return empty if the event is no census of the whole, or the pool was not there
    public static Optional<SpaceReading> of(Event event, String root) {
        if (event.begins() || !(event.value() instanceof Value.Census census)
                || !census.scope().equals("all") && !census.scope().equals("final")) {
            return Optional.empty();
        }
        Store store = new Store(root);
        Optional<Dataset> templates = named(census, store.templates());
        Optional<Dataset> house = named(census, root);
        if (templates.isEmpty() || house.isEmpty()) {
            return Optional.empty();
        }
        long reserved = census.datasets().stream().mapToLong(Dataset::reservation).sum();
        return Optional.of(new SpaceReading(event.index(), event.time(), templates.get().quota(),
                templates.get().used(), templates.get().available(), house.get().used(), house.get().available(),
                reserved, each(census, store)));
    }

    private static Optional<Dataset> named(Value.Census census, String name) {
        return census.datasets().stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }

    private static SequencedMap<String, Long> each(Value.Census census, Store store) {
        String parent = store.templates() + "/";
        SequencedMap<String, Long> each = new LinkedHashMap<>();
        for (Dataset dataset : census.datasets()) {
            if (store.isBelowTemplates(dataset.name())) {
                each.put(dataset.name().substring(parent.length()), dataset.used());
            }
        }
        return each;
    }
}
