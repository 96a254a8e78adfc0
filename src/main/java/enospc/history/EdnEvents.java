package enospc.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import enospc.history.HistoryFile.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/// Events in Clojure's notation: maps one after the other, or in one vector or list.
final class EdnEvents {

    private final EdnText text;
    private final Edn edn;
    private final Consumer<Event> reader;
    private final EdnForms forms;
    private long events;
    private boolean inside;
    /// Of the event that is being read.
    private String place = "";

    EdnEvents(InputStream in, EdnForms forms, Consumer<Event> reader) {
        this.text = new EdnText(in);
        this.edn = new Edn(text);
        this.forms = forms;
        this.reader = reader;
    }

    Reading read() throws IOException {
        try {
            inside = !text.skipsToEnd(edn) && isOneOf("[(");
            if (inside) {
                text.read();
            }
            Optional<JsonNode> form = next();
            while (form.isPresent()) {
                reader.accept(event(form.get()));
                events++;
                form = next();
            }
            return new Reading(events, inside, "");
        } catch (Edn.Cut cut) {
            return new Reading(events, true, "");
        } catch (ZipException damaged) {
            return damage(text.place(), "the compressed data is damaged (" + damaged.getMessage() + ")");
        } catch (Misfit misfit) {
            return damage(place, misfit.getMessage());
        }
    }

    private Reading damage(String where, String why) {
        return new Reading(events, false, where + ": " + why);
    }

    private boolean isOneOf(String characters) throws IOException {
        return characters.indexOf(text.peek()) >= 0;
    }

    private Optional<JsonNode> next() throws IOException {
        boolean end = text.skipsToEnd(edn);
        place = text.place();
        if (end) {
            return Optional.empty();
        }
        if (inside && isOneOf("])")) {
            text.read();
            inside = false;
            end = text.skipsToEnd(edn);
            place = text.place();
            if (end) {
                return Optional.empty();
            }
            throw new Misfit("something follows the events");
        }
        try {
            return edn.next();
        } catch (Misfit wrong) {
            place = text.place();
            throw wrong;
        }
    }

    private Event event(JsonNode form) {
        if (!(form instanceof ObjectNode map)) {
            throw new Misfit("no event: it is no map");
        }
        try {
            return forms.event(map, events);
        } catch (BadLine bad) {
            throw new Misfit(bad.getMessage());
        }
    }
}
