package enospc.history;

import enospc.history.Event.Type;
import enospc.history.QuickJson.Odd;
import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.PoolLog.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads a line just as [EventBytes] writes it, with its fields in that order. Whatever else a line may hold is left to
/// [EventJson], which can read it or says what is wrong with it.
final class QuickLine {

    private final QuickJson json = new QuickJson();
    private final KnownProperties known = new KnownProperties();

    /// @return nothing if the line is not as we write it
    Optional<Event> read(byte[] line, int from, int length) {
        json.begin(line, from, length);
        try {
            return Optional.of(event());
        } catch (Odd odd) {
            return Optional.empty();
        }
    }

    private Event event() {
        json.expect('{');
        long index = json.due(Key.INDEX).number();
        long time = json.due(Key.TIME).number();
        String process = json.due(Key.PROCESS).notEmpty();
        Type type = type(json.due(Key.TYPE).text());
        String f = json.due(Key.F).notEmpty();
        long op = json.next(Key.OP) ? json.number() : Event.NO_OP;
        Value value = json.next(Key.VALUE) ? value(f, type == Type.INVOKE) : Value.None.NONE;
        Problem error = json.next(Key.ERROR) ? problem() : Problem.NONE;
        json.expect('}');
        if (!json.isAtEnd()) {
            throw Odd.ODD;
        }
        return new Event(index, time, process, type, f, value, error, op);
    }

    private static Type type(String word) {
        return switch (word) {
            case "invoke" -> Type.INVOKE;
            case "ok" -> Type.OK;
            case "fail" -> Type.FAIL;
            case "info" -> Type.INFO;
            default -> throw Odd.ODD;
        };
    }

    private Problem problem() {
        json.expect('{');
        Problem problem = new Problem(json.text(Key.KIND), json.text(Key.TEXT));
        json.expect('}');
        return problem;
    }

    private Value value(String f, boolean begins) {
        json.expect('{');
        Value value = switch (f) {
            case "zfs create", "zfs destroy", "zfs snapshot", "zfs clone", "zfs rename", "zfs set", "zfs mount",
                 "zfs unmount", "zfs get", "zfs list", "sync", "chmod", "fill", "digest" -> begins ? step(f)
                    : json.next(Key.STATUS) ? exit() : new Value.Found(datasets());
            case "unsquashfs", "pipe" -> !begins && json.next(Key.STATUS) ? exit() : copying();
            case "install" -> new Value.Installing(json.text(Key.IMAGE), json.text(Key.KEY), json.text(Key.CONTAINER));
            case "remove" -> new Value.Removing(json.text(Key.CONTAINER));
            case "wait" -> new Value.Waiting(json.text(Key.KEY));
            case "sweep" -> begins
                    ? new Value.Sweeping(json.text(Key.REASON), json.number(Key.WARM), json.flag(Key.ALL_WARM))
                    : new Value.Swept(json.texts(Key.EVICTED));
            case "squeeze", "release", "ballast", "ballast removed", "quota cut", "quota raised" ->
                    new Value.Squeezing(json.text(Key.DATASET), json.number(Key.BYTES));
            case "kill", "pipe kill", "stop", "continue", "end copy" -> new Value.Killing(json.text(Key.PROCESS));
            case "census" -> new Value.Census(json.text(Key.SCOPE), datasets(), texts(Key.DIGESTS));
            case "pool log" -> new Value.PoolLog(json.number(Key.SECOND), entries());
            default -> throw Odd.ODD;
        };
        json.expect('}');
        return value;
    }

    private Value exit() {
        long status = json.number();
        if (status > Integer.MAX_VALUE) {
            throw Odd.ODD;
        }
        return new Value.Exit((int) status, json.due(Key.STDERR).text());
    }

    private Value copying() {
        return new Value.Copying(json.text(Key.IMAGE), json.text(Key.KEY), json.text(Key.NAME),
                json.number(Key.DEADLINE), json.texts(Key.ARGV));
    }

    private Value step(String f) {
        List<String> argv = json.texts(Key.ARGV);
        if (f.equals("zfs clone")) {
            return new Value.Step(new Command.Clone(json.text(Key.SNAPSHOT), json.text(Key.NAME)), argv);
        }
        String name = json.text(Key.NAME);
        return new Value.Step(switch (f) {
            case "zfs create" -> new Command.Create(name, texts(Key.PROPERTIES));
            case "zfs destroy" -> new Command.Destroy(name, json.flag(Key.RECURSIVE));
            case "zfs snapshot" -> new Command.Snapshot(name);
            case "zfs rename" -> new Command.Rename(name, json.text(Key.TO));
            case "zfs set" -> new Command.Set(name, json.text(Key.PROPERTY), json.text(Key.VALUE));
            case "zfs mount" -> new Command.Mount(name);
            case "zfs unmount" -> new Command.Unmount(name);
            case "zfs get" -> new Command.Get(name);
            case "zfs list" -> new Command.ListAll(name);
            case "sync" -> new Command.Sync(name);
            case "chmod" -> new Command.Chmod(name);
            case "fill" -> new Command.Fill(name, json.number(Key.BYTES));
            case "digest" -> new Command.Digest(name);
            default -> throw Odd.ODD;
        }, argv);
    }

    private SequencedMap<String, String> texts(Key key) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        json.texts(key, texts);
        return texts;
    }

    private List<Dataset> datasets() {
        List<Dataset> datasets = new ArrayList<>();
        if (json.next(Key.DATASETS)) {
            json.expect('[');
            do {
                json.expect('{');
                datasets.add(dataset());
                json.expect('}');
            } while (json.another(']'));
        }
        return datasets;
    }

    private Dataset dataset() {
        String name = json.text(Key.NAME);
        String origin = json.text(Key.ORIGIN);
        long used = json.number(Key.USED);
        long available = json.number(Key.AVAILABLE);
        long referenced = json.number(Key.REFERENCED);
        long quota = json.number(Key.QUOTA);
        long reservation = json.number(Key.RESERVATION);
        boolean mounted = json.flag(Key.MOUNTED);
        SequencedMap<String, String> user = known.read(json, name);
        return new Dataset(name, origin, used, available, referenced, quota, reservation, mounted, user);
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (json.next(Key.ENTRIES)) {
            json.expect('[');
            do {
                json.expect('{');
                entries.add(new Entry(json.number(Key.SECOND), json.number(Key.TXG), json.text(Key.ACTION),
                        json.text(Key.NAME), json.text(Key.DETAIL)));
                json.expect('}');
            } while (json.another(']'));
        }
        return entries;
    }
}
