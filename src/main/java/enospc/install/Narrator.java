package enospc.install;

import java.util.List;

/// Is told of the stretches of an op that are more than one command, so that a history can name them.
public interface Narrator {

    void sweepBegins(SweepOrder order);

    /// @param evicted keys of the templates that went
    void sweepEnds(SweepOrder order, List<String> evicted);

    /// The op waits for whoever extracts this key.
    void waitBegins(String key);

    /// @param woke false if it gave up at its deadline
    void waitEnds(String key, boolean woke);

    /// Hears nothing.
    Narrator SILENT = new Narrator() {
        @Override
        public void sweepBegins(SweepOrder order) { }

        @Override
        public void sweepEnds(SweepOrder order, List<String> evicted) { }

        @Override
        public void waitBegins(String key) { }

        @Override
        public void waitEnds(String key, boolean woke) { }
    };
}
