package enospc.history;

import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The user properties of datasets, as they were read last: nine readings in ten show the same again, and then there is
/// one map for all of them.
final class KnownProperties {

    private static final int REMEMBERED = 1 << 12;
    private static final SequencedMap<String, String> NONE = Collections.unmodifiableSequencedMap(new TreeMap<>());

    /// @param json as it was written
    private record Known(String dataset, byte[] json, SequencedMap<String, String> properties) { }

    private final Known[] known = new Known[REMEMBERED];

    /// The properties of that dataset, if they are the next field.
    SequencedMap<String, String> read(QuickJson json, String dataset) {
        if (!json.next(Key.USER)) {
            return NONE;
        }
        int hash = dataset.hashCode();
        int place = (hash ^ hash >>> 16) & REMEMBERED - 1;
        Known last = known[place];
        if (last != null && last.dataset.equals(dataset) && json.skips(last.json)) {
            return last.properties;
        }
        int from = json.place();
        SequencedMap<String, String> properties = new TreeMap<>();
        json.texts(properties);
        known[place] = new Known(dataset, json.since(from), Collections.unmodifiableSequencedMap(properties));
        return known[place].properties;
    }
}
