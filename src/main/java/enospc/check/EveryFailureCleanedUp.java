package enospc.check;

import enospc.check.Stagings.Owner;
import enospc.history.Event.Type;
import enospc.history.Event;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Dataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An install that said fail has left nothing: no container, no staging dataset, no template without its snapshot.
final class EveryFailureCleanedUp implements Checker {

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    /// By key: the last rename that made a template visible.
    private final Map<String, Span> published = new HashMap<>();
    /// By key: the last destroy of a pristine snapshot that was not refused.
    private final Map<String, Span> unsealed = new HashMap<>();
    /// Processes that an op left behind and that were ended, before it has said how it ended itself.
    private final List<Span> strays = new ArrayList<>();
    private long failed;
    private long looks;

    EveryFailureCleanedUp(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "EveryFailureCleanedUp";
    }

    @Override
    public Set<Kind> hears() {
        return Set.of(Kind.INSTALL, Kind.CENSUS, Kind.RENAME, Kind.DESTROY, Kind.OTHER);
    }

    @Override
    public void see(Event event, Span span) {
        if (event.value() instanceof Value.Census census && !event.begins()) {
            see(census, span);
        } else if (span.kind().isStep()) {
            seeStep(span);
        } else if (span.kind() == Kind.INSTALL && span.endedAs(Type.FAIL)) {
            failed++;
            strays.stream().filter(left -> left.op() == span).forEach(left -> breaches.add(span.process()
                    + " said fail at " + Prose.seconds(span.endTime()) + " (" + Prose.problem(span.error())
                    + ") and left processes behind: " + left.begin().value(), span.index(), left.index(),
                    span.endIndex()));
            strays.removeIf(left -> left.op() == span);
        } else if (event.f().equals("strays") && event.begins()) {
            strays.add(span);
        }
    }

    private void seeStep(Span step) {
        if (step.kind() == Kind.RENAME && step.endedAs(Type.OK) && step.other().isTemplate()) {
            published.put(step.other().key(), step);
        } else if (step.kind() == Kind.DESTROY && step.mayHaveHappened()
                && step.named().isPristineWithin()) {
            unsealed.put(step.named().key(), step);
        }
    }

    private void see(Value.Census census, Span reading) {
        Span op = reading.op();
        if (census.scope().equals("final")) {
            census.datasets().forEach(dataset -> judgeAtTheEnd(dataset, reading));
        } else if (op.kind() == Kind.INSTALL && op.endedAs(Type.FAIL)) {
            looks++;
            judge(op, reading, scene.shown());
        }
    }

    private void judge(Span op, Span reading, Shown shown) {
        Store store = scene.store();
        String key = op.key();
        if (shown.has(store.container(op.container()))) {
            breach(op, reading, "container " + op.container());
        }
        if (shown.has(store.staging(key)) && ownsAlone(op, key)) {
            breach(op, reading, "staging dataset of " + Prose.key(key));
        }
        if (shown.has(store.template(key)) && !shown.has(store.pristine(key)) && publishedLast(op, key)) {
            breach(op, reading, "template " + Prose.key(key) + store.pristineOf(", which has no "));
        }
    }

    private boolean ownsAlone(Span op, String key) {
        List<Owner> owners = scene.stagings().owners(key);
        return !owners.isEmpty() && owners.stream().allMatch(owner -> owner.op() == op);
    }

    /// Whether the template is as this op made it visible, and nobody has begun to take its snapshot away.
    private boolean publishedLast(Span op, String key) {
        Span rename = published.get(key);
        Span destroy = unsealed.get(key);
        return rename != null && rename.op() == op && (destroy == null || destroy.endIndex() < rename.index());
    }

    /// A container that no install can be asked about: the one that made it has failed, or it was removed.
    private void judgeAtTheEnd(Dataset dataset, Span reading) {
        Store store = scene.store();
        if (store.isContainer(dataset.name())
                && scene.containers().install(store.nameOf(dataset.name())).isEmpty()) {
            breaches.add("the census at " + Prose.seconds(reading.begin().time()) + " shows container "
                    + store.nameOf(dataset.name()) + ", whose install failed or which was removed",
                    reading.endIndex());
        }
    }

    private void breach(Span op, Span reading, String what) {
        breaches.add(op.process() + " said fail at " + Prose.seconds(op.endTime()) + " ("
                + Prose.problem(op.error()) + "); the census at " + Prose.seconds(reading.begin().time())
                + " shows its " + what, op.index(), op.endIndex(), reading.endIndex());
    }

    @Override
    public Finding end() {
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        if (failed == 0) {
            return Finding.vacuous(claim(), "no install said fail");
        }
        return looks == 0
                ? Finding.unknown(claim(), Prose.count(failed, "install") + " said fail, and no census looked")
                : Finding.pass(claim(), Prose.count(failed, "install") + " said fail and left nothing");
    }
}
