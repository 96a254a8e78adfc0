package enospc.install;

/// Where the protocol as it should be and one with a planted bug part ways: each is a choice in one place of the
/// straight line. The built-in protocol has all of them; a bug lacks one or two.
public enum Habit {
    /// Snapshot, stamp and clone come before the rename that makes the template visible.
    PUBLISHES_LAST,
    /// A template has its first stamp before anybody can see it.
    STAMPS_EARLY,
    /// Whoever extracts or evicts holds the key's lock, which ends with its holder.
    HOLDS_LIFE_SIGN,
    /// `zfs create` of the staging dataset decides who extracts.
    CREATE_DECIDES,
    /// A reuser clones without looking first, and extracts if the template is gone by then.
    CLONES_AT_ONCE,
    /// A waiter notices that its extractor has gone.
    WAKES_UP,
    /// What ran out of space is tried again after a sweep.
    RETRIES,
    /// There is one such retry in an op.
    RETRIES_ONCE,
    /// A sweep told to evict all warm templates does not stop at the threshold.
    EVICTS_ALL_ASKED,
    /// The least recently used template goes first.
    OLDEST_FIRST
}
