package enospc.report.page;

import enospc.history.Event;
import enospc.history.Value;
import enospc.report.Described;
import enospc.report.Pairing;
import enospc.report.SpaceReading;
import enospc.report.Stretch;
import enospc.report.page.Column.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// A history as the page holds it: columns of numbers, one row a stretch and one a reading of space; texts by number.
///
/// Some 80 bytes of memory an event, whatever the event holds.
final class PageData implements Consumer<Event>, AutoCloseable {

    private final Pairing pairing = new Pairing(this::row);
    private final SequencedMap<String, Column> columns = new LinkedHashMap<>();
    private final SequencedMap<String, Words> words = new LinkedHashMap<>();
    /// What ops, and so their steps, are about. By index of the op.
    private final Map<Long, String> keys = new HashMap<>();
    private final Map<String, String> containers = new HashMap<>();
    private final SequencedMap<String, String> images = new LinkedHashMap<>();
    private String root = "";
    private long events;

    @Override
    public void accept(Event event) {
        events++;
        if (event.value() instanceof Value.Setup setup) {
            root = setup.root();
        }
        learnKey(event);
        SpaceReading.of(event, root).ifPresent(this::row);
        pairing.accept(event);
    }

    private void learnKey(Event event) {
        if (!event.begins()) {
            return;
        }
        if (event.value() instanceof Value.Installing installing) {
            images.putIfAbsent(installing.key(), installing.image());
            containers.put(installing.container(), installing.key());
            keys.put(event.index(), installing.key());
        } else if (event.value() instanceof Value.Removing removing) {
            keys.put(event.index(), containers.getOrDefault(removing.container(), ""));
        }
    }

    @Override
    public void close() {
        pairing.close();
    }

    private void row(Stretch stretch) {
        Event begin = stretch.begin();
        Event last = stretch.last();
        put("end", Kind.DELTA, last.index());
        put("time", Kind.DELTA, last.time());
        put("back", Kind.PLAIN, last.index() - begin.index());
        put("took", Kind.PLAIN, Math.max(0, stretch.took()));
        put("op", Kind.PLAIN, begin.isStep() ? Math.max(0, begin.index() - begin.op()) : 0);
        put("outcome", Kind.PLAIN, stretch.outcome().ordinal() + (stretch.instant() ? 4 : 0));
        put("depth", Kind.PLAIN, stretch.depth());
        word("process", begin.process());
        word("f", begin.f());
        word("key", key(begin));
        word("about", Described.subject(begin.value()));
        word("result", stretch.instant() ? "" : Described.result(last.value()));
        word("kind", last.error().kind());
        word("error", last.error().text());
    }

    private String key(Event begin) {
        String own = Described.key(begin.value());
        return own.isEmpty() ? keys.getOrDefault(begin.isStep() ? begin.op() : begin.index(), "") : own;
    }

    private void row(SpaceReading reading) {
        put("space-index", Kind.DELTA, reading.index());
        put("space-time", Kind.DELTA, reading.time());
        put("space-quota", Kind.DELTA, reading.quota());
        put("space-used", Kind.DELTA, reading.used());
        put("space-available", Kind.DELTA, reading.available());
        put("space-root-used", Kind.DELTA, reading.rootUsed());
        put("space-root-available", Kind.DELTA, reading.rootAvailable());
        put("space-reserved", Kind.DELTA, reading.reserved());
        put("space-count", Kind.PLAIN, reading.templates().size());
        reading.templates().forEach((template, bytes) -> {
            word("space-template", template);
            put("space-bytes", Kind.PLAIN, bytes);
        });
    }

    private void put(String name, Kind kind, long number) {
        columns.computeIfAbsent(name, _ -> new Column(name, kind)).add(number);
    }

    private void word(String name, String text) {
        put(name, Kind.PLAIN, words.computeIfAbsent(name, _ -> new Words()).number(text));
    }

    List<Column> columns() {
        return new ArrayList<>(columns.values());
    }

    SequencedMap<String, List<String>> words() {
        SequencedMap<String, List<String>> texts = new LinkedHashMap<>();
        words.forEach((name, each) -> texts.put(name, each.texts()));
        return texts;
    }

    /// Names of images by key.
    SequencedMap<String, String> images() {
        return images;
    }

    String root() {
        return root;
    }

    long events() {
        return events;
    }
}
