package enospc.check;

import enospc.check.Name.Place;
import enospc.install.Store;
import java.util.HashMap;
import java.util.Map;

/// Names of datasets and snapshots, each taken apart once for as long as it is in use.
final class Names {

    /// More are not kept; a store has as many names as templates, containers and their snapshots.
    private static final int MOST = 1 << 12;

    private final Store store;
    private final Map<String, Name> names = new HashMap<>();

    Names(Store store) {
        this.store = store;
    }

    Name of(String text) {
        Name known = names.get(text);
        if (known != null) {
            return known;
        }
        if (names.size() == MOST) {
            names.clear();
        }
        Name name = parse(text);
        names.put(text, name);
        return name;
    }

    private Name parse(String text) {
        int at = text.indexOf('@');
        String dataset = at < 0 ? text : text.substring(0, at);
        boolean within = store.isWithinTemplates(text);
        return new Name(text, place(dataset, at >= 0, within), store.isPristine(text),
                within ? store.keyOf(text) : "");
    }

    private Place place(String dataset, boolean snapshot, boolean within) {
        if (within) {
            return store.isStaging(dataset) ? snapshot ? Place.STAGING_SNAPSHOT : Place.STAGING
                    : store.isTemplate(dataset) ? snapshot ? Place.TEMPLATE_SNAPSHOT : Place.TEMPLATE
                    : Place.WITHIN;
        }
        return !store.isContainer(dataset) ? Place.ELSEWHERE : snapshot ? Place.CONTAINER_SNAPSHOT : Place.CONTAINER;
    }
}
