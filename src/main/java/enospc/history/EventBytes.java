package enospc.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.PoolLog.Entry;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/// Writes an event as one line of JSON, field by field. [EventJson] says the same in general, and is what tests compare
/// this with.
final class EventBytes {

    private final JsonBytes json;

    EventBytes(JsonBytes json) {
        this.json = json;
    }

    /// Without a line feed. What could not be written whole is not there at all.
    void write(Event event) {
        int before = json.length();
        boolean whole = false;
        try {
            writeFields(event);
            whole = true;
        } finally {
            if (!whole) {
                json.cutTo(before);
            }
        }
    }

    private void writeFields(Event event) {
        json.raw('{');
        json.name(Key.INDEX);
        json.number(event.index());
        json.name(Key.TIME);
        json.number(event.time());
        json.name(Key.PROCESS);
        json.text(event.process());
        json.name(Key.TYPE);
        json.text(EventJson.word(event.type()));
        json.name(Key.F);
        json.text(event.f());
        if (event.isStep()) {
            json.name(Key.OP);
            json.number(event.op());
        }
        if (event.value() != Value.None.NONE) {
            json.name(Key.VALUE);
            value(event.value());
        }
        if (event.error() != Problem.NONE) {
            json.name(Key.ERROR);
            json.raw('{');
            json.field(Key.KIND, event.error().kind());
            json.field(Key.TEXT, event.error().text());
            json.raw('}');
        }
        json.raw('}');
    }

    private void value(Value value) {
        if (value instanceof Value.Setup || value instanceof Value.Other) {
            general(EventJson.tree(value));               // once a run; and what only a tree can hold
            return;
        }
        json.raw('{');
        switch (value) {
            case Value.Step(Command command, List<String> argv) -> {
                json.field(Key.ARGV, argv);
                command(command);
            }
            case Value.Found(List<Dataset> datasets) -> datasets(datasets);
            case Value.Census(String scope, List<Dataset> datasets, var digests) -> {
                json.field(Key.SCOPE, scope);
                datasets(datasets);
                json.field(Key.DIGESTS, digests);
            }
            case Value.Copying(String image, String key, String name, long deadline, List<String> argv) -> {
                json.field(Key.IMAGE, image);
                json.field(Key.KEY, key);
                json.field(Key.NAME, name);
                json.field(Key.DEADLINE, deadline);
                json.field(Key.ARGV, argv);
            }
            case Value.Exit(int status, String stderr) -> {
                json.name(Key.STATUS);
                json.number(status);
                json.name(Key.STDERR);
                json.text(stderr);
            }
            case Value.Installing(String image, String key, String container) -> {
                json.field(Key.IMAGE, image);
                json.field(Key.KEY, key);
                json.field(Key.CONTAINER, container);
            }
            case Value.Sweeping(String reason, long warm, boolean allWarm) -> {
                json.field(Key.REASON, reason);
                json.field(Key.WARM, warm);
                json.field(Key.ALL_WARM, allWarm);
            }
            case Value.Squeezing(String dataset, long bytes) -> {
                json.field(Key.DATASET, dataset);
                json.field(Key.BYTES, bytes);
            }
            case Value.PoolLog(long second, List<Entry> entries) -> {
                json.field(Key.SECOND, second);
                entries(entries);
            }
            case Value.Swept(List<String> evicted) -> json.field(Key.EVICTED, evicted);
            case Value.Removing(String container) -> json.field(Key.CONTAINER, container);
            case Value.Waiting(String key) -> json.field(Key.KEY, key);
            case Value.Killing(String process) -> json.field(Key.PROCESS, process);
            case Value.None _, Value.Setup _, Value.Other _ -> throw new IllegalStateException("written elsewhere");
        }
        json.raw('}');
    }

    private void command(Command command) {
        switch (command) {
            case Command.Create(String name, var properties) -> {
                json.field(Key.NAME, name);
                json.field(Key.PROPERTIES, properties);
            }
            case Command.Destroy(String name, boolean recursive) -> {
                json.field(Key.NAME, name);
                json.field(Key.RECURSIVE, recursive);
            }
            case Command.Clone(String snapshot, String name) -> {
                json.field(Key.SNAPSHOT, snapshot);
                json.field(Key.NAME, name);
            }
            case Command.Rename(String name, String to) -> {
                json.field(Key.NAME, name);
                json.field(Key.TO, to);
            }
            case Command.Set(String name, String property, String value) -> {
                json.field(Key.NAME, name);
                json.field(Key.PROPERTY, property);
                json.field(Key.VALUE, value);
            }
            case Command.Fill(String name, long bytes) -> {
                json.field(Key.NAME, name);
                json.field(Key.BYTES, bytes);
            }
            case Command.Snapshot _, Command.Mount _, Command.Unmount _, Command.Get _, Command.ListAll _,
                 Command.Sync _, Command.Chmod _, Command.Digest _ -> json.field(Key.NAME, command.name());
            case Command.Unsquash _, Command.Pipe _ -> throw new IllegalStateException("recorded as a copy: "
                    + command);
        }
    }

    private void datasets(List<Dataset> datasets) {
        list(Key.DATASETS, datasets, each -> {
            json.field(Key.NAME, each.name());
            json.field(Key.ORIGIN, each.origin());
            json.field(Key.USED, each.used());
            json.field(Key.AVAILABLE, each.available());
            json.field(Key.REFERENCED, each.referenced());
            json.field(Key.QUOTA, each.quota());
            json.field(Key.RESERVATION, each.reservation());
            json.field(Key.MOUNTED, each.mounted());
            json.field(Key.USER, each.user());
        });
    }

    private void entries(List<Entry> entries) {
        list(Key.ENTRIES, entries, each -> {
            json.field(Key.SECOND, each.second());
            json.field(Key.TXG, each.txg());
            json.field(Key.ACTION, each.action());
            json.field(Key.NAME, each.name());
            json.field(Key.DETAIL, each.detail());
        });
    }

    /// A list of objects; nothing at all for an empty one.
    private <T> void list(Key key, List<T> all, Consumer<T> fields) {
        if (all.isEmpty()) {
            return;
        }
        json.name(key);
        json.raw('[');
        for (T each : all) {
            json.next();
            json.raw('{');
            fields.accept(each);
            json.raw('}');
        }
        json.raw(']');
    }

    private void general(JsonNode tree) {
        try {
            json.raw(EventJson.MAPPER.writeValueAsBytes(tree));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }
}
