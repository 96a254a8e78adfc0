package enospc.run.exec;

import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Command;
import enospc.pool.Reply.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the sweeps and the waits in the steps of an install that nobody names: a sweep is a stretch of steps that
/// look at, or destroy, templates of other keys; a wait begins after "somebody else extracts".
final class Stretches {

    private final Journal journal;
    private final String worker;
    private final long op;
    private final String key;
    private final Store store;
    private final long warm;
    private final boolean finds;
    private final List<String> evicted = new ArrayList<>();
    private Optional<Long> sweep = Optional.empty();
    private Optional<Long> wait = Optional.empty();
    private boolean shortage;
    private boolean retried;
    private boolean lostRace;

    /// @param warm  nanoseconds
    /// @param finds false for an op that is a sweep itself, or no install
    Stretches(Journal journal, String worker, long op, String key, Store store, long warm, boolean finds) {
        this.journal = journal;
        this.worker = worker;
        this.op = op;
        this.key = key;
        this.store = store;
        this.warm = warm;
        this.finds = finds;
    }

    boolean sweeps() {
        return sweep.isPresent();
    }

    /// Keys of templates that the steps destroyed, in that order.
    List<String> evicted() {
        return evicted;
    }

    /// Is told of a step before it is written down.
    void before(Typed step) {
        if (!finds) {
            return;
        }
        boolean looks = step.command().filter(this::looksAround).isPresent();
        boolean evicts = step.command().filter(this::evicts).isPresent();
        if (sweep.isPresent() && !looks && !evicts && step.kind() != Typed.Kind.OTHER) {
            endSweep();
        }
        if (sweep.isEmpty() && shortage && (evicts || looks && !retried)) {
            beginSweep("retry", true);
        } else if (sweep.isEmpty() && evicts) {
            beginSweep("install", false);
        }
        if (wait.isPresent() && endsWait(step)) {
            endWait(true);
        }
        if (lostRace && !endsWait(step)) {
            wait = Optional.of(journal.invoke(worker, "wait", new Value.Waiting(key), op));
        }
        lostRace = false;
    }

    private void beginSweep(String reason, boolean allWarm) {
        retried |= reason.equals("retry");
        shortage = false;
        evicted.clear();
        sweep = Optional.of(journal.invoke(worker, "sweep", new Value.Sweeping(reason, warm, allWarm), op));
    }

    private void endSweep() {
        sweep.ifPresent(index ->
                journal.end(worker, index, Type.OK, new Value.Swept(List.copyOf(evicted)), Problem.NONE));
        sweep = Optional.empty();
    }

    private void endWait(boolean woke) {
        wait.ifPresent(index -> journal.end(worker, index, woke ? Type.OK : Type.FAIL, new Value.Waiting(key),
                woke ? Problem.NONE : new Problem(Why.DEADLINE.name(), "nobody installed " + key)));
        wait = Optional.empty();
    }

    /// A look at its own template or staging dataset is no sweep.
    private boolean looksAround(Command command) {
        return switch (command) {
            case Command.ListAll _ -> true;
            case Command.Get(String name) -> !isMine(name);
            case Command.Create _, Command.Destroy _, Command.Rename _, Command.Snapshot _, Command.Clone _,
                 Command.Set _, Command.Mount _, Command.Unmount _, Command.Sync _, Command.Unsquash _,
                 Command.Pipe _, Command.Chmod _, Command.Fill _, Command.Digest _ -> false;
        };
    }

    private boolean evicts(Command command) {
        return switch (command) {
            case Command.Destroy(String name, boolean _) -> isAnother(name);
            case Command.Unmount(String name) -> isAnother(name);
            case Command.Create _, Command.Rename _, Command.Snapshot _, Command.Clone _, Command.Set _,
                 Command.Mount _, Command.Get _, Command.ListAll _, Command.Sync _, Command.Unsquash _,
                 Command.Pipe _, Command.Chmod _, Command.Fill _, Command.Digest _ -> false;
        };
    }

    private boolean isAnother(String name) {
        String dataset = name.replaceAll("@.*", "");
        return store.isTemplate(dataset) && !store.keyOf(dataset).equals(key);
    }

    private boolean isMine(String name) {
        String dataset = name.replaceAll("@.*", "");
        return store.isBelowTemplates(dataset) && store.keyOf(dataset).equals(key);
    }

    private static boolean endsWait(Typed step) {
        return step.kind() != Typed.Kind.OTHER && step.kind() != Typed.Kind.COMMAND
                || step.command().filter(command -> command instanceof Command.Clone
                        || command instanceof Command.Create).isPresent();
    }

    /// Is told of a step that succeeded.
    void done(Typed step) {
        step.command().ifPresent(command -> {
            if (command instanceof Command.Destroy(String name, boolean _) && store.isTemplate(name)) {
                evicted.add(store.keyOf(name));
            }
        });
        shortage &= step.kind() == Typed.Kind.COMMAND || step.kind() == Typed.Kind.OTHER;
    }

    /// Is told of a step that was refused.
    void refused(Typed step, Why why, boolean forSpace) {
        shortage |= forSpace && sweep.isEmpty();
        boolean staging = step.command().filter(command -> command instanceof Command.Create(String name, var _)
                && name.equals(store.staging(key))).isPresent();
        lostRace = staging && why == Why.EXISTS;
    }

    /// The op is over.
    void close(boolean ok) {
        endSweep();
        endWait(ok);
    }
}
