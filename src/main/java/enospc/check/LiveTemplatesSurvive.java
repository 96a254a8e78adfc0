package enospc.check;

import enospc.check.Templates.Template;
import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.pool.Command;
import enospc.pool.Dataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    public void see(Event event, Span span) {
        scene.unheard().forEach(live::remove);
        if (span.kind() == Kind.STEP) {
            if (span.sweep().isPresent()) {
                seeSweep(event, span);
            } else if (!event.begins()) {
                span.command().ifPresent(command -> seeStep(command, span));
            }
        } else if (span.kind() == Kind.INSTALL && !event.begins()) {
            judge(span);
            promises.remove(span);
            misses.remove(span);
        }
    }

    private void seeStep(Command command, Span step) {
        Span op = step.op();
        Name name = step.named();
        boolean promised = switch (command) {
            case Command.Get _ -> name.isTemplatesPristine() && name.key().equals(op.key())
                    && step.result() instanceof Value.Found(List<Dataset> found) && !found.isEmpty();
            case Command.Snapshot _ -> name.isTemplatesPristine() && name.key().equals(op.key())
                    && step.endedAs(Type.OK);
            case Command.Create _, Command.Destroy _, Command.Rename _, Command.Clone _, Command.Set _,
                 Command.Mount _, Command.Unmount _, Command.ListAll _, Command.Sync _, Command.Unsquash _,
                 Command.Pipe _, Command.Chmod _, Command.Fill _, Command.Digest _ -> false;
        };
        boolean missed = step.error().kind().equals("ABSENT") && switch (command) {
            case Command.Clone(String snapshot, String _) -> {
                Name cloned = scene.name(snapshot);
                yield cloned.isTemplatesPristine() && cloned.key().equals(op.key());
            }
            case Command.Set _ -> name.isTemplate() && name.key().equals(op.key());
            case Command.Create _, Command.Destroy _, Command.Rename _, Command.Snapshot _, Command.Get _,
                 Command.Mount _, Command.Unmount _, Command.ListAll _, Command.Sync _, Command.Unsquash _,
                 Command.Pipe _, Command.Chmod _, Command.Fill _, Command.Digest _ -> false;
        };
        if (promised) {
            promises.put(op, step);
            misses.remove(op);
        } else if (missed && promises.containsKey(op)) {
            misses.put(op, step);
        }
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
        if (!step.named().isPristineWithin()
                || !(step.begin().value() instanceof Value.Step(Command.Destroy _, var _))) {
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
