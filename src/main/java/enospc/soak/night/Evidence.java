package enospc.soak.night;

import enospc.history.RunDirectory;

/// What a run can leave: its plan, history and verdict. Either [#keep] or [#drop] is called, once.
public interface Evidence {

    Evidence NONE = new Evidence() {
        @Override
        public RunDirectory keep() {
            throw new IllegalStateException("there is nothing to keep");
        }

        @Override
        public void drop() { }
    };

    /// Makes the run's folder complete.
    ///
    /// @throws java.io.UncheckedIOException if the results disk is full
    RunDirectory keep();

    void drop();
}
