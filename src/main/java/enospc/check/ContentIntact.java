package enospc.check;

import enospc.history.Event;
import enospc.history.Value;
import enospc.pool.Dataset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Whatever is installed has its image's content: every template, and every container, whoever is owed it.
final class ContentIntact implements Checker {

    private final Scene scene;
    private final Breaches breaches = new Breaches();
    private final Set<String> reported = new HashSet<>();
    private long read;

    ContentIntact(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String claim() {
        return "ContentIntact";
    }

    @Override
    public Set<Kind> hears() {
        return Set.of(Kind.CENSUS);
    }

    @Override
    public void see(Event event, Span span) {
        if (event.value() instanceof Value.Census census && !event.begins() && !census.digests().isEmpty()) {
            census.digests().forEach((name, digest) -> keyOf(name)
                    .ifPresent(key -> judge(name, key, digest, span)));
        }
    }

    /// The key of the image that must be in this template or container; empty for a container that is no clone.
    private Optional<String> keyOf(String name) {
        Name read = scene.name(name);
        if (read.isTemplate()) {
            return Optional.of(read.key());
        }
        return scene.shown().find(name).map(Dataset::origin).map(scene::name)
                .filter(Name::isWithinTemplates).map(Name::key);
    }

    private void judge(String name, String key, String digest, Span reading) {
        read++;
        if (!digest.equals(scene.digestOf(key)) && reported.add(name)) {
            String what = scene.store().isTemplate(name) ? "template " + Prose.key(key)
                    : "container " + name.substring(name.lastIndexOf('/') + 1);
            breaches.add("the census at " + Prose.seconds(reading.begin().time()) + " reads " + what
                    + " with a content that is not that of image " + Prose.key(key),
                    reading.op().index(), reading.endIndex());
        }
    }

    @Override
    public Finding end() {
        if (breaches.any()) {
            return breaches.finding(claim());
        }
        return read == 0 ? Finding.vacuous(claim(), "no content was read")
                : Finding.pass(claim(), Prose.count(read, "content") + " read, all as they should be");
    }
}
