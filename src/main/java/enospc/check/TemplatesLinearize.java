package enospc.check;

import enospc.check.linear.Answer;
import enospc.check.linear.Budget;
import enospc.check.linear.Call;
import enospc.check.linear.Linearizer;
import enospc.check.linear.Template;
import enospc.check.linear.Template.State;
import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Command;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The steps about each key fit an order in which its template is absent, being installed, or there.
///
/// A key's steps are judged, and forgotten, as far as all are known that began before.
final class TemplatesLinearize implements Checker {

    /// More steps of one key that wait for the end of one that began before are not kept.
    static final int CALLS_MAX = 100_000;

    /// One key. Between its steps nothing is kept of it but the states it may be in.
    private static final class Line {
        Set<State> states = Template.MODEL.starts();
        Optional<Linearizer<State, Template>> order = Optional.empty();
        /// In the order in which they began.
        final SequencedSet<Span> open = new LinkedHashSet<>();
        /// By its begin, each step that is searched for a place.
        final Map<Long, Span> searched = new HashMap<>();
        boolean sealed;
        boolean broken;

        Linearizer<State, Template> order() {
            if (order.isEmpty()) {
                order = Optional.of(new Linearizer<>(Template.MODEL, Budget.USUAL, states));
            }
            return order.get();
        }

        long settled() {
            return open.isEmpty() ? Call.NEVER : open.getFirst().index();
        }
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
        return scene.store().isWithinTemplates(name) ? Optional.of(scene.store().keyOf(name))
                : Optional.empty();
    }

    private void end(Line line, String key, Span step) {
        line.open.remove(step);
        if (line.broken) {
            return;
        }
        Optional<Template> said = act(line, step);
        if (said.isPresent() && step.answered() && fitsAlone(line, said.get())) {
            placed++;
            return;
        }
        said.ifPresent(act -> {
            line.searched.put(step.index(), step);
            line.order().add(new Call<>(act, step.index(), step.answered() ? step.endIndex() : Call.NEVER));
            placed++;
        });
        judge(line, key);
    }

    /// A step that no other overlaps leads from each state to at most one: most are so, and nothing is to be searched.
    ///
    /// @return false if others have to do with it, or it fits in no state
    private static boolean fitsAlone(Line line, Template act) {
        if (!line.open.isEmpty() || line.order.isPresent()) {
            return false;
        }
        Set<State> after = EnumSet.noneOf(State.class);
        line.states.forEach(state -> Template.MODEL.after(state, act).ifPresent(after::add));
        line.states = after.isEmpty() ? line.states : after;
        return !after.isEmpty();
    }

    private Optional<Template> act(Line line, Span step) {
        Store store = scene.store();
        boolean done = step.mayHaveHappened();
        String kind = step.error().kind();
        return step.command().flatMap(command -> switch (command) {
            case Command.Create(String name, var _) when store.isStaging(name) -> {
                line.sealed &= !done;
                yield done ? Optional.of(Template.CLAIM) : when(kind.equals("EXISTS"), Template.CLAIMED);
            }
            case Command.Snapshot(String name) when store.isPristine(name) && store.isStaging(dataset(name)) -> {
                line.sealed |= step.endedAs(Type.OK);
                yield Optional.empty();
            }
            case Command.Snapshot(String name) -> when(done && store.isPristine(name), Template.SEAL);
            case Command.Rename(String name, String _) ->
                    when(done && line.sealed && store.isStaging(name), Template.PUBLISH);
            case Command.Destroy(String name, boolean _) when store.isStaging(name) -> when(done, Template.GIVE_UP);
            case Command.Destroy(String name, boolean _) -> when(done && isTemplates(name), Template.EVICT);
            case Command.Clone(String snapshot, String _) when isTemplates(snapshot) ->
                    step.endedAs(Type.OK) ? Optional.of(Template.USE) : when(kind.equals("ABSENT"), Template.MISS);
            case Command.Get(String name) when isTemplates(name) && step.result() instanceof Value.Found(var found) ->
                    Optional.of(found.isEmpty() ? Template.MISS : Template.USE);
            case Command.Create _, Command.Clone _, Command.Set _, Command.Mount _, Command.Unmount _, Command.Get _,
                 Command.ListAll _, Command.Sync _, Command.Unsquash _, Command.Pipe _, Command.Chmod _, Command.Fill _,
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

    private static Optional<Template> when(boolean said, Template act) {
        return said ? Optional.of(act) : Optional.empty();
    }

    private void judge(Line line, String key) {
        Linearizer<State, Template> order = line.order();
        order.settle(line.settled());
        switch (order.answer()) {
            case Answer.Fits<State, Template>(Set<State> states) -> {
                if (order.idle()) {
                    line.states = states;
                    line.order = Optional.empty();
                    line.searched.clear();
                } else if (order.pending() > CALLS_MAX) {
                    giveUp(line, "more than " + CALLS_MAX + " steps of " + Prose.key(key)
                            + " wait for the end of one that began before");
                }
            }
            case Answer.Breaks<State, Template>(Call<Template> call, Set<State> states) -> {
                Span step = line.searched.get(call.begin());
                breaches.add(step.process() + "'s " + step.f() + " of " + Prose.key(key) + " at "
                        + Prose.seconds(step.begin().time()) + ", step " + step.index() + ", " + word(call.what())
                        + ", but by every order of the steps before it the template was " + states.stream()
                                .map(TemplatesLinearize::word).collect(Collectors.joining(" or ")),
                        call.begin(), call.end());
                giveUp(line, "");
            }
            case Answer.TooMany<State, Template>(String why) -> giveUp(line, why + " of " + Prose.key(key));
        }
    }

    private static String word(Template said) {
        return switch (said) {
            case CLAIM -> "made the staging dataset";
            case CLAIMED -> "found the staging dataset there";
            case PUBLISH -> "renamed the staging dataset to the template";
            case SEAL -> "made the template's snapshot";
            case GIVE_UP -> "destroyed the staging dataset";
            case EVICT -> "evicted the template";
            case USE -> "found the template";
            case MISS -> "found no template";
        };
    }

    private static String word(State state) {
        return switch (state) {
            case ABSENT -> "absent";
            case INSTALLING -> "being installed";
            case EXISTS -> "there";
        };
    }

    private void giveUp(Line line, String why) {
        line.broken = true;
        line.order = Optional.empty();
        line.searched.clear();
        tooMany = tooMany.isEmpty() ? why : tooMany;
    }

    @Override
    public Finding end() {
        lines.forEach((key, line) -> List.copyOf(line.open).forEach(step -> end(line, key, step)));
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
