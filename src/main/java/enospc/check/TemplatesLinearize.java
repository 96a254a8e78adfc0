package enospc.check;

import enospc.check.Linearizer.Answer;
import enospc.check.Linearizer.Call;
import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Command;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The steps about each key fit an order in which its template is absent, being installed, or there.
///
/// A key's steps are judged whenever none of them is open, from the states that the steps before can have led to.
final class TemplatesLinearize implements Checker {

    /// More steps of one key that overlap without a pause are not followed.
    static final int CALLS_MAX = 10_000;

    enum State { ABSENT, INSTALLING, EXISTS }

    /// What a step says of the template.
    enum Act {
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
        MISS
    }

    static final Model<State, Act> MODEL = new Model<>() {
        @Override
        public Optional<State> after(State now, Act act) {
            return switch (act) {
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
        public boolean reads(Act act) {
            return act == Act.CLAIMED || act == Act.USE || act == Act.MISS;
        }

        @Override
        public Set<State> starts() {
            return EnumSet.allOf(State.class);
        }
    };

    /// One key.
    private static final class Line {
        Set<State> states = MODEL.starts();
        final List<Call<Act>> calls = new ArrayList<>();
        final Set<Span> open = new HashSet<>();
        boolean sealed;
        boolean broken;
    }

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Map<String, Line> lines = new HashMap<>();
    private String tooMany = "";
    private long placed;

    TemplatesLinearize(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "TemplatesLinearize";
    }

    @Override
    public void see(Event event, Span span) {
        scene.unheard().forEach(step -> keyOf(step).ifPresent(key -> end(lines.get(key), key, step)));
        keyOf(span).ifPresent(key -> {
            Line line = lines.computeIfAbsent(key, _ -> new Line());
            if (event.begins()) {
                line.open.add(span);
            } else {
                end(line, key, span);
            }
        });
    }

    /// The key that a step says something of.
    private Optional<String> keyOf(Span span) {
        String name = span.command().map(command ->
                command instanceof Command.Clone(String snapshot, String _) ? snapshot : command.name()).orElse("");
        return name.startsWith(scene.store().templates() + "/") ? Optional.of(scene.store().keyOf(name))
                : Optional.empty();
    }

    private void end(Line line, String key, Span step) {
        line.open.remove(step);
        if (line.broken) {
            return;
        }
        act(line, step).ifPresent(act -> line.calls.add(
                new Call<>(act, step.index(), step.answered() ? step.endIndex() : Call.NEVER)));
        if (line.open.isEmpty()) {
            judge(line, key);
        } else if (line.calls.size() > CALLS_MAX) {
            giveUp(line, "more than " + CALLS_MAX + " steps of " + Prose.key(key) + " overlap without a pause");
        }
    }

    private Optional<Act> act(Line line, Span step) {
        Store store = scene.store();
        boolean done = step.mayHaveHappened();
        String kind = step.error().kind();
        return step.command().flatMap(command -> switch (command) {
            case Command.Create(String name, var _) when store.isStaging(name) -> {
                line.sealed &= !done;
                yield done ? Optional.of(Act.CLAIM) : when(kind.equals("EXISTS"), Act.CLAIMED);
            }
            case Command.Snapshot(String name) when store.isPristine(name) && store.isStaging(dataset(name)) -> {
                line.sealed |= step.endedAs(Type.OK);
                yield Optional.empty();
            }
            case Command.Snapshot(String name) -> when(done && store.isPristine(name), Act.SEAL);
            case Command.Rename(String name, String _) ->
                    when(done && line.sealed && store.isStaging(name), Act.PUBLISH);
            case Command.Destroy(String name, boolean _) when store.isStaging(name) -> when(done, Act.GIVE_UP);
            case Command.Destroy(String name, boolean _) -> when(done && isTemplates(name), Act.EVICT);
            case Command.Clone(String snapshot, String _) when isTemplates(snapshot) ->
                    step.endedAs(Type.OK) ? Optional.of(Act.USE) : when(kind.equals("ABSENT"), Act.MISS);
            case Command.Get(String name) when isTemplates(name) && step.result() instanceof Value.Found(var found) ->
                    Optional.of(found.isEmpty() ? Act.MISS : Act.USE);
            case Command.Create _, Command.Clone _, Command.Set _, Command.Mount _, Command.Unmount _, Command.Get _,
                 Command.ListAll _, Command.Sync _, Command.Unsquash _, Command.Pipe _, Command.Chmod _,
                 Command.Digest _ -> Optional.empty();
        });
    }

    /// Whether this is the pristine snapshot of a template under its own name.
    private boolean isTemplates(String snapshot) {
        return scene.store().isPristine(snapshot) && scene.store().isTemplate(dataset(snapshot));
    }

    private static String dataset(String snapshot) {
        return snapshot.substring(0, snapshot.indexOf('@'));
    }

    private static Optional<Act> when(boolean said, Act act) {
        return said ? Optional.of(act) : Optional.empty();
    }

    private void judge(Line line, String key) {
        List<Call<Act>> calls = List.copyOf(line.calls);
        switch (Linearizer.order(MODEL, line.states, calls)) {
            case Answer.Fits<State, Act>(Set<State> ends) -> {
                line.states = ends;
                placed += calls.size();
                // What nobody knows the end of may still happen, or have happened already.
                line.calls.removeIf(call -> call.end() < Call.NEVER);
            }
            case Answer.Breaks<State, Act>(Call<Act> call, Set<State> states) -> {
                line.broken = true;
                line.calls.clear();
                breaches.add("the steps about " + Prose.key(key) + " fit an order up to event " + call.begin()
                        + "; the step that began there says " + word(call.what()) + ", when the template was "
                        + states.stream().map(TemplatesLinearize::word).collect(Collectors.joining(" or ")),
                        call.begin(), call.end());
            }
            case Answer.TooMany<State, Act>(String why) -> giveUp(line, why + " of " + Prose.key(key));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void giveUp(Line line, String why) {
        line.broken = true;
        line.calls.clear();
        tooMany = tooMany.isEmpty() ? why : tooMany;
    }

    @Override
    public Finding end() {
        lines.forEach((key, line) -> {
            if (!line.broken) {
                judge(line, key);
            }
        });
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        if (!tooMany.isEmpty()) {
            return Finding.unknown(claim(), tooMany);
        }
        return placed == 0 ? Finding.vacuous(claim(), "no step was about a template")
                : Finding.pass(claim(), Prose.count(placed, "step") + " about templates fit an order");
    }
}
