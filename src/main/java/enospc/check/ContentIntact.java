package enospc.check;

import enospc.history.Event;
import enospc.history.Value;
import enospc.install.Store;
import enospc.pool.Contents;
import enospc.pool.Dataset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
    public void see(Event event, Span span) {
        if (event.value() instanceof Value.Census census && !event.begins() && !census.digests().isEmpty()) {
            Map<String, String> origins = new HashMap<>();
            census.datasets().forEach(dataset -> origins.put(dataset.name(), dataset.origin()));
            census.digests().forEach((name, digest) -> keyOf(name, origins.getOrDefault(name, ""))
                    .ifPresent(key -> judge(name, key, digest, span)));
        }
    }

    /// The key of the image that must be in this template or container; empty for a container that is no clone.
    private Optional<String> keyOf(String name, String origin) {
        Store store = scene.store();
        if (store.isTemplate(name)) {
            return Optional.of(store.keyOf(name));
        }
        return store.isWithinTemplates(origin) ? Optional.of(store.keyOf(origin)) : Optional.empty();
    }

    private void judge(String name, String key, String digest, Span reading) {
        read++;
        if (!digest.equals(Contents.digestOf(key)) && reported.add(name)) {
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
