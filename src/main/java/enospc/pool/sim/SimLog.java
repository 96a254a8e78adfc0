package enospc.pool.sim;

import enospc.pool.Command;
import enospc.pool.PoolLog;
import enospc.pool.PoolLog.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The pool's own log, as `zpool history -il` prints it: internal events when their transaction group syncs, and the
/// command line of each `zfs` that came back with success. A ring: what is oldest goes first (spa_history.c).
final class SimLog implements PoolLog.Reading {

    /// Lines that are kept, about as many as fit into the 32 MiB of a large pool's log.
    private static final int LINES_MOST = 1 << 16;

    private sealed interface Line { }

    private record Internal(long second, long txg, String action, String name, String detail) implements Line { }

    private record Typed(long second, Command command) implements Line { }

    private final String pool;
    private final Version version;
    private final Deque<Line> lines = new ArrayDeque<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    SimLog(String pool, Version version) {
        this.pool = pool;
        this.version = version;
    }

    /// A sync task has changed something.
    void internal(long second, long txg, String action, String name, String detail) {
        add(new Internal(second, txg, action, name, detail));
    }

    /// A command has come back and said that it is done.
    void typed(long second, Command command) {
        add(new Typed(second, command));
    }

    private void add(Line line) {
        if (lines.size() == LINES_MOST) {
            lines.removeFirst();
        }
        lines.add(line);
    }

    /// Not by way of the lines: to write and to parse them took an eighth of a small run.
    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Line line : lines) {
            if (line instanceof Internal event && !version.isFuse() && !event.action.equals("set")) {
                entries.add(new Entry(event.second, event.txg, event.action, event.name, ""));
            }
        }
        boolean named = !entries.isEmpty();
        for (Line line : lines) {
            if (line instanceof Typed(long second, Command command) && (!named || command instanceof Command.Set)) {
                entries.add(entry(second, command));
            }
        }
        return entries;
    }

    private static Entry entry(long second, Command command) {
        return new Entry(second, 0, command.f().substring("zfs ".length()), command.name(),
                command instanceof Command.Set set ? set.property() : "");
    }

    /// The pool's name first.
    @Override
    public List<String> lines() {
        numbers.clear();
        List<String> text = new ArrayList<>();
        text.add("History for '" + pool + "':");
        lines.forEach(line -> text.add(switch (line) {
            case Internal internal -> print(internal);
            case Typed typed -> PoolLog.stamp(typed.second) + " " + argv(typed.command) + " [user 0 (root) on sim]";
        }));
        return text;
    }

    private String print(Internal event) {
        int number = number(event);
        String stamp = PoolLog.stamp(event.second);
        if (version.isFuse()) {
            String action = event.action.equals("set") ? "property set" : event.action;
            String detail = event.action.equals("set") ? event.detail + " " : "";
            return stamp + " [internal " + action + " txg:" + event.txg + "] " + detail + "dataset = " + number
                    + " [user root on sim]";
        }
        return stamp + " [txg:" + event.txg + "] " + event.action + " " + event.name + " (" + number + ") "
                + event.detail + " [on sim]";
    }

    /// Of the dataset, as long as it lives.
    private int number(Internal event) {
        int number = numbers.computeIfAbsent(event.name, _ -> 16 + numbers.size());
        if (event.action.equals("rename")) {
            numbers.put(event.detail.substring("-> ".length()), number);
        }
        return number;
    }

    private static String argv(Command command) {
        return switch (command) {
            case Command.Create(String name, var properties) -> {
                StringBuilder options = new StringBuilder("zfs create -o canmount=noauto");
                properties.forEach((key, value) -> options.append(" -o ").append(key).append('=').append(value));
                yield options.append(' ').append(name).toString();
            }
            case Command.Destroy(String name, boolean recursive) -> "zfs destroy " + (recursive ? "-r " : "") + name;
            case Command.Snapshot(String name) -> "zfs snapshot " + name;
            case Command.Clone(String snapshot, String name) ->
                    "zfs clone -o canmount=noauto " + snapshot + " " + name;
            case Command.Rename(String name, String to) -> "zfs rename " + name + " " + to;
            case Command.Set(String name, String property, String value) ->
                    "zfs set " + property + "=" + value + " " + name;
            case Command.Mount _, Command.Unmount _, Command.Get _, Command.ListAll _, Command.Sync _,
                 Command.Unsquash _, Command.Pipe _, Command.Chmod _, Command.Fill _, Command.Digest _ -> command.f();
        };
    }
}
