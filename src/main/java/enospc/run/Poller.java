package enospc.run;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Grip;
import enospc.pool.Pool;
import enospc.pool.Reply;
import enospc.world.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The guard `poller`: reads what is available to the templates, and ends every copy once that is nothing.
final class Poller implements Runnable {

    static final String PROCESS = "poller";

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final Recorder recorder;
    private final Pool eyes;
    private final Grip grip;
    private final Store store;
    private final Set<String> workers;

    Poller(Scheduler scheduler, Recorder recorder, Pool eyes, Grip grip, Store store, Set<String> workers) {
        this.scheduler = scheduler;
        this.recorder = recorder;
        this.eyes = eyes;
        this.grip = grip;
        this.store = store;
        this.workers = workers;
    }

    @Override
    public void run() {
        while (!workers.isEmpty()) {
            scheduler.sleep(EVERY);
            if (isFull()) {
                workers.stream().sorted().forEach(this::end);
            }
        }
    }

    private boolean isFull() {
        return eyes.run(new Command.Get(store.templates())) instanceof Reply.Found(List<Dataset> found)
                && found.stream().anyMatch(templates -> templates.available() == 0);
    }

    private void end(String worker) {
        if (grip.take(worker, Grip.How.END)) {
            Value value = new Value.Killing(worker);
            recorder.invoke(PROCESS, "end copy", value, Event.NO_OP);
            recorder.end(PROCESS, Type.OK, value, Problem.NONE);
        }
    }
}
