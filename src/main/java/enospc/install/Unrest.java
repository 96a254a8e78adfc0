package enospc.install;

import enospc.pool.Dataset;
import java.util.ArrayList;
import java.util.List;

/// What keeps a store from being at rest, once nobody works in it any more.
public final class Unrest {

    /// What a dataset may take beyond the space of its children: itself, and what ZFS rounds up for each child.
    private static final long OWN_BYTES = 1 << 20;
    private static final long CHILD_BYTES = 256 << 10;

    private Unrest() { }

    /// @param shown all that is below the store's root
    /// @return half a sentence for each thing: a staging dataset, a reservation, space that nothing explains; empty if
    ///         all is as it should be
    public static List<String> in(Store store, List<Dataset> shown) {
        List<String> things = new ArrayList<>();
        long children = 0;
        long count = 0;
        for (Dataset dataset : shown) {
            if (store.isStaging(dataset.name())) {
                things.add("staging dataset " + dataset.name());
            }
            if (dataset.name().equals(store.squeeze()) && dataset.reservation() > 0) {
                things.add("a reservation of " + dataset.reservation() + " B");
            }
            if (store.isBelowTemplates(dataset.name())) {
                children += Math.max(dataset.used(), dataset.reservation());
                count++;
            }
        }
        long explained = children + OWN_BYTES + count * CHILD_BYTES;
        shown.stream().filter(dataset -> dataset.name().equals(store.templates()) && dataset.used() > explained)
                .forEach(parent -> things.add(parent.used() + " B used in " + parent.name()
                        + ", of which what is left in it explains only " + explained + " B"));
        return things;
    }
}
