package enospc.pool;

import java.util.SequencedMap;

/// What a reading of the pool shows of one dataset or snapshot. Sizes are bytes as of the last transaction group.
///
/// @param name        whole, with `@` for a snapshot
/// @param origin      the snapshot it is a clone of, or empty
/// @param used        with all that is below it
/// @param available   0 for a snapshot
/// @param quota       0 for none
/// @param reservation 0 for none
/// @param user        user properties (those with a colon), inherited ones as well, in order of name
public record Dataset(String name, String origin, long used, long available, long referenced, long quota,
                      long reservation, boolean mounted, SequencedMap<String, String> user) {

    public boolean isSnapshot() {
        return name.indexOf('@') >= 0;
    }

    /// The value of a user property, or the empty text.
    public String user(String property) {
        return user.getOrDefault(property, "");
    }
}
