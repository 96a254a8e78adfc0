package enospc.check;

import enospc.check.Templates.Template;
import enospc.history.Event.Type;
import enospc.history.Event;
import enospc.history.Value;
import enospc.pool.Dataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// No template goes while a container is a clone of it, nor between the moment in which an install sees it or makes
/// its snapshot and the moment in which that install has its clone.
///
/// An install that misses its template and then extracts again has helped itself: only one that fails for it counts.
final class LiveTemplatesSurvive implements Checker {

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    /// By install: the step that showed it the template of its key, or made it.
    private final Map<Span, Span> promises = new HashMap<>();
    /// By install: the last step that missed what it had been promised.
    private final Map<Span, Span> misses = new HashMap<>();
    /// By open destroy of a pristine snapshot: containers that were clones of it when it began.
    private final Map<Span, List<String>> live = new HashMap<>();
    private long evictions;

    LiveTemplatesSurvive(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "LiveTemplatesSurvive";
    }

    @Override
    public Set<Kind> hears() {
        return Set.of(Kind.INSTALL, Kind.GET, Kind.SNAPSHOT, Kind.CLONE, Kind.SET, Kind.DESTROY);
    }

    @Override
    public void see(Event event, Span span) {
        if (span.kind().isStep()) {
            if (span.sweep().isPresent()) {
                seeSweep(event, span);
            } else if (!event.begins()) {
                seeStep(span);
            }
        } else if (span.kind() == Kind.INSTALL && !event.begins()) {
            judge(span);
            promises.remove(span);
            misses.remove(span);
        }
    }

    @Override
    public void lost(Event event, Span step) {
        live.remove(step);
    }

    private void seeStep(Span step) {
        Span op = step.op();
        if (promises(step) && isPristineOf(op, step.named())) {
            promises.put(op, step);
            misses.remove(op);
        } else if (step.error().kind().equals("ABSENT") && uses(step, op) && promises.containsKey(op)) {
            misses.put(op, step);
        }
    }

    /// Whether what it is about is there now.
    private static boolean promises(Span step) {
        return switch (step.kind()) {
            case GET -> step.result() instanceof Value.Found(List<Dataset> found) && !found.isEmpty();
            case SNAPSHOT -> step.endedAs(Type.OK);
            default -> false;
        };
    }

    /// Whether it needs the template of its install.
    private static boolean uses(Span step, Span op) {
        return switch (step.kind()) {
            case CLONE -> isPristineOf(op, step.other());
            case SET -> step.named().isTemplate() && step.named().key().equals(op.key());
            default -> false;
        };
    }

    private static boolean isPristineOf(Span op, Name name) {
        return name.isTemplatesPristine() && name.key().equals(op.key());
    }

    private void judge(Span install) {
        Span miss = misses.get(install);
        Optional<Span> eviction = scene.templates().find(install.key()).flatMap(Template::lastEviction);
        if (install.endedAs(Type.FAIL) && install.error().kind().equals("ABSENT") && miss != null
                && eviction.isPresent() && eviction.get().endIndex() > promises.get(install).index()) {
            Span promise = promises.get(install);
            Span gone = eviction.get();
            breaches.add(install.process() + " had " + Prose.key(install.key()) + " at "
                    + Prose.seconds(promise.endTime()) + ", step " + promise.index() + "; " + gone.process()
                    + "'s sweep evicted it at " + Prose.seconds(gone.begin().time()) + ", step " + gone.index()
                    + "; the install failed at " + Prose.seconds(install.endTime()),
                    install.index(), promise.index(), gone.index(), miss.index(), install.endIndex());
        }
    }

    private void seeSweep(Event event, Span step) {
        if (!step.named().isPristineWithin() || step.kind() != Kind.DESTROY) {
            return;
        }
        String key = step.named().key();
        if (event.begins()) {
            live.put(step, liveClones(key));
            return;
        }
        List<String> clones = live.getOrDefault(step, List.of());
        live.remove(step);
        evictions += step.endedAs(Type.OK) ? 1 : 0;
        List<String> stillThere = clones.stream().filter(this::isOwed).toList();
        if (step.endedAs(Type.OK) && !stillThere.isEmpty()) {
            String container = stillThere.getFirst();
            breaches.add(step.process() + "'s sweep evicted " + Prose.key(key) + " at "
                    + Prose.seconds(step.begin().time()) + ", step " + step.index() + ", while container "
                    + container + " was a clone of it", step.op().index(), step.index(),
                    scene.containers().install(container).map(Span::index).orElse(Event.NO_OP));
        }
    }

    /// Containers whose install of this key has said ok and whose removal has not begun.
    private List<String> liveClones(String key) {
        return scene.templates().find(key).stream().flatMap(template -> template.clones().stream())
                .filter(scene.store()::isContainer).map(scene.store()::nameOf)
                .filter(this::isOwed).sorted().toList();
    }

    private boolean isOwed(String container) {
        return scene.containers().install(container).filter(scene.containers()::isOwed).isPresent();
    }

    @Override
    public Finding end() {
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        return evictions == 0 ? Finding.vacuous(claim(), "no template was evicted")
                : Finding.pass(claim(), Prose.count(evictions, "template") + " evicted, none of them live or promised");
    }
}
