package enospc.check.linear;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a step says of the template of its key.
public enum Template {
    /// Made the staging dataset.
    CLAIM,
    /// The staging dataset was there already.
    CLAIMED,
    /// Renamed the staging dataset, which had its snapshot.
    PUBLISH,
    /// Made the snapshot of a template that had none.
    SEAL,
    /// Destroyed the staging dataset. Of two that do so at a time some versions of ZFS answer both that it is done.
    GIVE_UP,
    /// Destroyed the snapshot; as above.
    EVICT,
    /// Cloned or saw the template.
    USE,
    /// Found no template to clone or to see.
    MISS;

    /// How it stands.
    public enum State { ABSENT, INSTALLING, EXISTS }

    /// A history may begin in any state.
    public static final Model<State, Template> MODEL = new Model<>() {
        @Override
        public Optional<State> after(State now, Template step) {
            return switch (step) {
                case CLAIM -> only(now == State.ABSENT, State.INSTALLING);
                case CLAIMED -> only(now == State.INSTALLING, now);
                case PUBLISH -> only(now == State.INSTALLING, State.EXISTS);
                case SEAL -> only(now != State.EXISTS, State.EXISTS);
                case GIVE_UP -> Optional.of(now == State.INSTALLING ? State.ABSENT : now);
                case EVICT -> Optional.of(now == State.EXISTS ? State.ABSENT : now);
                case USE -> only(now == State.EXISTS, now);
                case MISS -> only(now != State.EXISTS, now);
            };
        }

        private static Optional<State> only(boolean possible, State after) {
            return possible ? Optional.of(after) : Optional.empty();
        }

        @Override
        public boolean reads(Template step) {
            return step == CLAIMED || step == USE || step == MISS;
        }

        @Override
        public Set<State> starts() {
            return EnumSet.allOf(State.class);
        }
    };
}
