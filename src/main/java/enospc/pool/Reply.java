package enospc.pool;

import java.util.List;

/// What a pool answers. A refusal is an answer too; exceptions mean that the world is broken or that we are wrong.
public sealed interface Reply {

    /// It happened.
    record Done() implements Reply {
        public static final Done DONE = new Done();
    }

    /// What a reading found; empty for a root that is not there.
    record Found(List<Dataset> datasets) implements Reply {
        public Found {
            datasets = List.copyOf(datasets);
        }
    }

    /// The digest of a whole content: equal contents, equal text. See [Contents].
    record Digested(String digest) implements Reply { }

    /// It did not happen, or for a copy: not all of it.
    ///
    /// @param text what the command said, one line
    record Refused(Why why, String text) implements Reply { }

    /// Nobody knows whether it happened: the command was killed, or did not come back in time.
    record Lost(String text) implements Reply { }

    /// Why a pool says no.
    enum Why {
        /// The target is there already.
        EXISTS,
        /// What the command is about, or its parent, is not there.
        ABSENT,
        /// In use: a file is open in it, or the pool has not let go of it yet.
        BUSY,
        /// Datasets or snapshots below it, or clones of it, are in the way.
        DEPENDENTS,
        /// A quota on the way up is reached.
        EDQUOT,
        /// The pool is full; also what `zfs` itself calls "out of space", which may be either.
        ENOSPC,
        /// Ended by the tool because its time was over.
        DEADLINE,
        /// No right to do that.
        DENIED,
        /// A name, property or value that ZFS does not take.
        INVALID,
        /// Anything else: a broken image, a failed sender.
        OTHER;

        /// Whether freeing space may help.
        public boolean outOfSpace() {
            return this == EDQUOT || this == ENOSPC;
        }
    }

    default boolean done() {
        return this instanceof Done;
    }

    /// Whether it was refused for this reason.
    default boolean refused(Why why) {
        return this instanceof Refused refused && refused.why() == why;
    }

    /// Whether it was refused because there was no space.
    default boolean outOfSpace() {
        return this instanceof Refused refused && refused.why().outOfSpace();
    }
}
