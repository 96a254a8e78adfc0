package enospc.run;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Pool;
import enospc.pool.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Reads the pool itself, beside what the workers say of it. Its commands are no steps of anybody.
final class Census {

    static final String PROCESS = "census";

    private final Pool pool;
    private final Recorder recorder;
    private final Store store;

    Census(Pool pool, Recorder recorder, Store store) {
        this.pool = pool;
        this.recorder = recorder;
        this.store = store;
    }

    /// All that is below the root; not a consistent reading while others work.
    ///
    /// @return what was read
    List<Dataset> all() {
        List<Dataset> shown = new ArrayList<>();
        take(PROCESS, Event.NO_OP, "all", () -> {
            shown.addAll(list(store.root()));
            return new Value.Census("all", shown, new TreeMap<>());
        });
        return shown;
    }

    /// The last one: with the content of every template and container.
    void last() {
        take(PROCESS, Event.NO_OP, "final", () -> {
            List<Dataset> datasets = list(store.root());
            SequencedMap<String, String> digests = new TreeMap<>();
            for (Dataset dataset : datasets) {
                if (store.isContainer(dataset.name()) || store.isTemplate(dataset.name())) {
                    digest(dataset.name(), digests);
                }
            }
            return new Value.Census("final", datasets, digests);
        });
    }

    /// What an op left: its container with its content, and its template and staging dataset if it had a key.
    void look(String process, long op, String key, String name) {
        take(process, op, name, () -> {
            String container = store.container(name);
            List<Dataset> datasets = new ArrayList<>(get(container));
            SequencedMap<String, String> digests = new TreeMap<>();
            if (!datasets.isEmpty()) {
                digest(container, digests);
            }
            if (!key.isEmpty()) {
                datasets.addAll(get(store.template(key)));
                datasets.addAll(get(store.pristine(key)));
                datasets.addAll(get(store.staging(key)));
            }
            return new Value.Census(name, datasets, digests);
        });
    }

    private void take(String process, long op, String scope, java.util.function.Supplier<Value> reading) {
        recorder.invoke(process, "census", new Value.Census(scope, List.of(), new TreeMap<>()), op);
        recorder.end(process, Type.OK, reading.get(), Problem.NONE);
    }

    private List<Dataset> list(String root) {
        return found(pool.run(new Command.ListAll(root)));
    }

    private List<Dataset> get(String name) {
        return found(pool.run(new Command.Get(name)));
    }

    private void digest(String dataset, SequencedMap<String, String> digests) {
        if (pool.run(new Command.Digest(dataset)) instanceof Reply.Digested(String digest)) {
            digests.put(dataset, digest);
        }
    }

    private static List<Dataset> found(Reply reply) {
        return reply instanceof Reply.Found(List<Dataset> datasets) ? datasets : List.of();
    }
}
