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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The steps about each key fit an order in which its template is absent, being installed, or there.
///
/// A key's steps are judged, and forgotten, as far as all are known that began before.
final class TemplatesLinearize implements Checker {

    /// More steps of one key that wait for the end of one that began before are not kept.
    static final int CALLS_MAX = 100_000;

    /// Each state by itself.
    private static final Map<State, Set<State>> ALONE = Arrays.stream(State.values())
            .collect(Collectors.toMap(Function.identity(), Set::of, (one, _) -> one, () -> new EnumMap<>(State.class)));

    /// One key. Between its steps nothing is kept of it but the states it may be in.
    private static final class Line {
        Set<State> states = Template.MODEL.starts();
        Optional<Linearizer<State, Template>> order = Optional.empty();
        /// In the order in which they began; a few at most.
        final List<Span> open = new ArrayList<>();
        /// By its begin, each step that is searched for a place.
        final Map<Long, Span> searched = new HashMap<>();
        boolean sealed;
        boolean broken;

        long settled() {
            return open.isEmpty() ? Call.NEVER : open.getFirst().index();
        }
    }

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Map<String, Line> lines = new HashMap<>();
    /// Searches that have come to their end, to be used again.
    private final Deque<Linearizer<State, Template>> idle = new ArrayDeque<>();
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
    public Set<Kind> hears() {
        return Kind.COMMANDS;
    }

    @Override
    public void see(Event event, Span span) {
        if (span.kind().isStep()) {
            Name about = about(span);
            if (about.isWithinTemplates()) {
                seeStep(event, span, about.key());
            }
        }
    }

    @Override
    public void lost(Event event, Span step) {
        Name about = about(step);
        if (about.isWithinTemplates()) {
            end(lines.get(about.key()), about.key(), step);
        }
    }

    private void seeStep(Event event, Span step, String key) {
        Line line = lines.get(key);
        if (line == null) {
            line = new Line();
            lines.put(key, line);
        }
        if (event.begins()) {
            line.open.add(step);
        } else {
            end(line, key, step);
        }
    }

    /// What a step says something of.
    private static Name about(Span span) {
        return switch (span.kind()) {
            case CLONE -> span.other();
            case COPY, INSTALL, REMOVE, SWEEP, WAIT, CENSUS, OTHER -> Name.NONE;
            default -> span.named();
        };
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
        if (said.isPresent()) {
            line.searched.put(step.index(), step);
            order(line).add(new Call<>(said.get(), step.index(), step.answered() ? step.endIndex() : Call.NEVER));
            placed++;
        }
        if (line.order.isPresent()) {
            judge(line, line.order.get(), key);
        }
    }

    private Linearizer<State, Template> order(Line line) {
        if (line.order.isEmpty()) {
            Linearizer<State, Template> order = idle.isEmpty() ? new Linearizer<>(Template.MODEL, Budget.USUAL)
                    : idle.pop();
            order.beginAgain(line.states);
            line.order = Optional.of(order);
        }
        return line.order.get();
    }

    /// A step that no other overlaps leads from each state to at most one: most are so, and nothing is to be searched.
    ///
    /// @return false if others have to do with it, or it fits in no state
    private static boolean fitsAlone(Line line, Template act) {
        if (!line.open.isEmpty() || line.order.isPresent()) {
            return false;
        }
        if (line.states.size() == 1) {
            Optional<State> after = Template.MODEL.after(line.states.iterator().next(), act);
            line.states = after.map(ALONE::get).orElse(line.states);
            return after.isPresent();
        }
        Set<State> after = EnumSet.noneOf(State.class);
        line.states.forEach(state -> Template.MODEL.after(state, act).ifPresent(after::add));
        line.states = after.isEmpty() ? line.states : after;
        return !after.isEmpty();
    }

    private static Optional<Template> act(Line line, Span step) {
        Name name = step.named();
        boolean done = step.mayHaveHappened();
        return switch (step.kind()) {
            case CREATE -> name.isStaging() ? created(line, step) : Optional.empty();
            case SNAPSHOT -> {
                line.sealed |= name.isStagingsPristine() && step.endedAs(Type.OK);
                yield when(done && name.pristine() && !name.isStagingsPristine(), Template.SEAL);
            }
            case RENAME -> when(done && line.sealed && name.isStaging(), Template.PUBLISH);
            case DESTROY -> name.isStaging() ? when(done, Template.GIVE_UP)
                    : when(done && name.isTemplatesPristine(), Template.EVICT);
            case CLONE -> step.other().isTemplatesPristine() ? cloned(step) : Optional.empty();
            case GET -> name.isTemplatesPristine() && step.result() instanceof Value.Found(var found)
                    ? Optional.of(found.isEmpty() ? Template.MISS : Template.USE) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Template> created(Line line, Span create) {
        boolean done = create.mayHaveHappened();
        line.sealed &= !done;
        return done ? Optional.of(Template.CLAIM) : when(create.error().kind().equals("EXISTS"), Template.CLAIMED);
    }

    private static Optional<Template> cloned(Span clone) {
        return clone.endedAs(Type.OK) ? Optional.of(Template.USE)
                : when(clone.error().kind().equals("ABSENT"), Template.MISS);
    }

    private static Optional<Template> when(boolean said, Template act) {
        return said ? Optional.of(act) : Optional.empty();
    }

    private void judge(Line line, Linearizer<State, Template> order, String key) {
        order.settle(line.settled());
        switch (order.answer()) {
            case Answer.Fits<State, Template>(Set<State> states) -> {
                if (order.idle()) {
                    line.states = states;
                    line.order = Optional.empty();
                    idle.push(order);
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
