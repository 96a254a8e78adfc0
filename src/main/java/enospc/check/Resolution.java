package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.pool.Dataset;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Decides ops that ended as `info` by what the final census shows of their containers. Earlier ones do not count: what
/// a killed process has asked for may still happen after them. No claim is judged by it; it is told beside them.
final class Resolution {

    private final Scene scene;
    /// By container; the last op of each.
    private final SequencedMap<String, Span> lost = new LinkedHashMap<>();
    private long ok;
    private long failed;

    Resolution(Scene scene) {
        this.scene = scene;
    }

    void see(Event event, Span span) {
        if (event.begins()) {
            return;
        }
        if (event.type() == Type.INFO && span.isOp() && !span.container().isEmpty()) {
            lost.put(span.container(), span);
        } else if (event.value() instanceof Value.Census census && census.scope().equals("final")) {
            lost.values().forEach(op -> decide(op, census));
            lost.clear();
        }
    }

    private void decide(Span op, Value.Census census) {
        String name = scene.store().container(op.container());
        Optional<Dataset> shown = census.datasets().stream().filter(dataset -> dataset.name().equals(name)).findFirst();
        String digest = census.digests().getOrDefault(name, "");
        boolean installed = shown.isPresent() && shown.get().origin().equals(scene.store().pristine(op.key()))
                && (digest.isEmpty() || digest.equals(scene.digestOf(op.key())));
        boolean done = op.f().equals("install") ? installed : shown.isEmpty();
        ok += done ? 1 : 0;
        failed += done ? 0 : 1;
    }

    Unheard end() {
        long open = scene.open().stream().filter(span -> span.isOp() && !span.container().isEmpty()).count();
        return new Unheard(ok, failed, lost.size() + open);
    }
}
