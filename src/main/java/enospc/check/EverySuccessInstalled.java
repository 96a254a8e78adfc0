package enospc.check;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Dataset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Whoever said ok has a container: a clone of its template's pristine snapshot, with the image's content, until its
/// removal begins.
final class EverySuccessInstalled implements Checker {

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Set<String> reported = new HashSet<>();
    /// The last destroy of something of each key, that was not refused.
    private final Map<String, Span> destroyed = new HashMap<>();
    private long said;
    private long confirmed;

    EverySuccessInstalled(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "EverySuccessInstalled";
    }

    @Override
    public Set<Kind> hears() {
        return Set.of(Kind.INSTALL, Kind.CENSUS, Kind.DESTROY);
    }

    @Override
    public void see(Event event, Span span) {
        if (event.begins()) {
            return;
        }
        if (event.value() instanceof Value.Census census) {
            see(census, span);
        } else if (span.kind() == Kind.INSTALL) {
            said += event.type() == Type.OK ? 1 : 0;
        } else if (event.type() == Type.OK && span.named().isWithinTemplates()
                && span.kind() == Kind.DESTROY) {
            destroyed.put(span.named().key(), span);
        }
    }

    private void see(Value.Census census, Span reading) {
        switch (census.scope()) {
            case "all", "final" -> scene.containers().owed(reading.index())
                    .forEach(install -> judge(install, reading, census));
            default -> {
                if (scene.containers().isOwed(reading.op())) {
                    judge(reading.op(), reading, census);
                }
            }
        }
    }

    private void judge(Span install, Span reading, Value.Census census) {
        Store store = scene.store();
        String container = store.container(install.container());
        String key = install.key();
        Dataset found = scene.shown().find(container).orElse(null);
        String digest = census.digests().getOrDefault(container, "");
        if (found == null) {
            breach(install, reading, "shows no container " + install.container() + ", a clone of " + Prose.key(key));
        } else if (!isClone(found, key)) {
            breach(install, reading, "shows " + install.container() + " as "
                    + (found.origin().isEmpty() ? "no clone at all" : "a clone of " + found.origin())
                    + store.pristineOf(", not of " + Prose.key(key)));
        } else if (!digest.isEmpty() && !digest.equals(scene.digestOf(key))) {
            breach(install, reading, "shows " + install.container() + " with a content that is not that of "
                    + Prose.key(key));
        } else {
            confirmed++;
        }
    }

    private boolean isClone(Dataset container, String key) {
        Name origin = scene.name(container.origin());
        return origin.isTemplatesPristine() && origin.key().equals(key);
    }

    private void breach(Span install, Span reading, String what) {
        if (reported.add(install.container())) {
            Span last = destroyed.get(install.key());
            String because = last == null ? "" : "; " + Prose.key(install.key()) + " was last destroyed by "
                    + last.process() + (last.sweep().isPresent() ? "'s sweep" : "") + " at "
                    + Prose.seconds(last.begin().time()) + ", step " + last.index();
            breaches.add(install.process() + " said ok at " + Prose.seconds(install.endTime()) + "; the census at "
                    + Prose.seconds(reading.begin().time()) + " " + what + because,
                    install.index(), install.endIndex(), last == null ? Event.NO_OP : last.index(),
                    reading.endIndex());
        }
    }

    @Override
    public Finding end() {
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        if (said == 0) {
            return Finding.vacuous(claim(), "no install said ok");
        }
        return confirmed == 0
                ? Finding.unknown(claim(), Prose.count(said, "install") + " said ok, and no census looked")
                : Finding.pass(claim(), Prose.count(said, "install") + " said ok; their containers were seen "
                        + Prose.count(confirmed, "time"));
    }
}
