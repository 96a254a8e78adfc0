package enospc.report;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Value;
import enospc.pool.Command;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A race as a diagram in text: time downwards, a column a worker, so that somebody who has not read the code sees it.
///
/// Of a longer history it shows what the evidence is about: the datasets that the evidence names, what changed them,
/// and what was refused.
public final class Story {

    /// With the heading and the last line.
    static final int LINES = 40;

    private static final int COLUMNS = 5;
    private static final int WIDTH = 118;
    private static final int TIME_WIDTH = 10;
    private static final int EVIDENCE = 1000;

    /// An invocation and its end, or the one without the other.
    ///
    /// @param weight how much it has to do with the evidence
    /// @param times  how often in a row its process did the same, with the same answer
    private record Happening(Event begin, Event end, int weight, int times) {

        Happening(Event begin, Event end, int weight) {
            this(begin, end, weight, 1);
        }

        boolean isAgain(Happening before) {
            return weight == before.weight && Caption.asked(begin).equals(Caption.asked(before.begin))
                    && Caption.ended(end).equals(Caption.ended(before.end));
        }
    }

    /// A line of the diagram.
    private record Line(long time, String process, String text, boolean isEvidence) { }

    private final Set<Long> evidence;
    private final Set<String> names = new HashSet<>();

    private Story(Set<Long> evidence) {
        this.evidence = evidence;
    }

    /// @param evidence indexes of the events that prove the failure; if there are none, the story is of the whole
    /// @return at most 40 lines; a `*` marks the evidence
    public static List<String> of(List<Event> history, List<Long> evidence) {
        return new Story(new TreeSet<>(evidence)).told(history);
    }

    private List<String> told(List<Event> history) {
        history.stream().filter(event -> evidence.contains(event.index())).forEach(this::noteNames);
        List<Happening> all = folded(happenings(history));
        List<Happening> columns = all.stream().sorted(Comparator.comparing(Happening::weight).reversed()).toList();
        Set<String> processes = columns.stream().map(each -> each.begin.process()).distinct().limit(COLUMNS)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Happening> candidates = columns.stream()
                .filter(each -> processes.contains(each.begin.process())).toList();
        List<Line> lines = List.of();
        for (int taken = Math.min(candidates.size(), LINES); taken > 0; taken--) {
            lines = lines(candidates.subList(0, taken));
            if (lines.size() <= LINES - 3) {
                break;
            }
        }
        Set<String> seen = lines.stream().map(Line::process).collect(Collectors.toSet());
        return drawn(lines, processes.stream().filter(seen::contains).toList(),
                all.stream().mapToInt(Happening::times).sum());
    }

    private void noteNames(Event event) {
        switch (event.value()) {
            case Value.Installing installing -> names.add(installing.key());
            case Value.Copying copying -> names.add(copying.key());
            case Value.Waiting waiting -> names.add(waiting.key());
            case Value.Step(Command command, var _) -> names.add(key(command.name()));
            case Value.Swept swept -> names.addAll(swept.evicted());
            default -> { }
        }
    }

    /// The key in a template's name; a container's name stands for itself.
    private static String key(String name) {
        return name.substring(name.lastIndexOf('/') + 1).replaceFirst("(\\.tmp)?(@.*)?$", "");
    }

    /// Pairs invocations with their ends; a process ends first what it began last.
    private List<Happening> happenings(List<Event> history) {
        Map<String, Deque<Event>> open = new HashMap<>();
        List<Happening> all = new ArrayList<>();
        for (Event event : history) {
            if (event.process().equals("setup") || event.f().equals("census") && !evidence.contains(event.index())) {
                continue;
            }
            Deque<Event> begun = open.computeIfAbsent(event.process(), _ -> new ArrayDeque<>());
            if (event.begins()) {
                begun.push(event);
            } else if (!begun.isEmpty() && begun.peek().f().equals(event.f())) {
                Event begin = begun.pop();
                all.add(new Happening(begin, event, weight(begin, event)));
            } else {
                all.add(new Happening(event, event, weight(event, event)));
            }
        }
        open.values().forEach(left -> left.forEach(event ->
                all.add(new Happening(event, event, weight(event, event)))));
        return all;
    }

    /// A process that polls does the same again and again: that is one happening, unless it is evidence.
    private List<Happening> folded(List<Happening> all) {
        Map<String, Integer> last = new HashMap<>();
        List<Happening> folded = new ArrayList<>();
        for (Happening each : all) {
            int at = last.getOrDefault(each.begin.process(), -1);
            if (at >= 0 && each.weight < EVIDENCE && each.isAgain(folded.get(at))) {
                Happening before = folded.get(at);
                folded.set(at, new Happening(before.begin, each.end, each.weight, before.times + 1));
            } else {
                last.put(each.begin.process(), folded.size());
                folded.add(each);
            }
        }
        return folded;
    }

    private int weight(Event begin, Event end) {
        int weight = evidence.contains(begin.index()) || evidence.contains(end.index()) ? EVIDENCE : 0;
        weight += isNamed(begin) || isNamed(end) ? 100 : 0;
        weight += end.type() == Type.OK ? 0 : 20;
        return weight + switch (begin.value()) {
            case Value.Installing _, Value.Removing _, Value.Killing _ -> 30;
            case Value.Waiting _, Value.Copying _ -> 15;
            case Value.Sweeping _ -> end.value() instanceof Value.Swept(var keys) && keys.isEmpty() ? -40 : 15;
            case Value.Step(Command command, var _) -> switch (command) {
                case Command.Create _, Command.Destroy _, Command.Snapshot _, Command.Clone _, Command.Rename _ -> 20;
                case Command.Mount _, Command.Unmount _, Command.Set _, Command.Unsquash _, Command.Pipe _ -> 5;
                case Command.Get _, Command.ListAll _, Command.Sync _, Command.Chmod _, Command.Fill _,
                     Command.Digest _ -> -60;
            };
            default -> 0;
        };
    }

    private boolean isNamed(Event event) {
        return switch (event.value()) {
            case Value.Installing installing -> names.contains(installing.key())
                    || names.contains(installing.container());
            case Value.Removing(String container) -> names.contains(container);
            case Value.Copying copying -> names.contains(copying.key());
            case Value.Waiting(String key) -> names.contains(key);
            case Value.Step(Command.Clone(String snapshot, String name), var _) -> names.contains(key(snapshot))
                    || names.contains(key(name));
            case Value.Step(Command command, var _) -> names.contains(key(command.name()));
            case Value.Swept swept -> swept.evicted().stream().anyMatch(names::contains);
            default -> false;
        };
    }

    /// A happening that nothing shown comes between takes one line, any other two.
    private List<Line> lines(List<Happening> shown) {
        TreeMap<Long, Happening> begins = new TreeMap<>();
        TreeMap<Long, Happening> ends = new TreeMap<>();
        TreeSet<Long> indexes = new TreeSet<>();
        for (Happening each : shown) {
            begins.put(each.begin.index(), each);
            ends.put(each.end.index(), each);
            indexes.add(each.begin.index());
            indexes.add(each.end.index());
        }
        List<Line> lines = new ArrayList<>();
        for (long index : indexes) {
            Happening begun = begins.get(index);
            if (begun != null && isWhole(begun, indexes)) {
                lines.add(line(begun.end, Caption.asked(begun.begin) + ended(begun), begun));
            } else if (begun != null) {
                lines.add(line(begun.begin, Caption.asked(begun.begin) + " ...", begun));
            } else if (!isWhole(ends.get(index), indexes)) {
                Happening ended = ends.get(index);
                lines.add(line(ended.end, "... " + ended.begin.f().replace("zfs ", "") + ended(ended), ended));
            }
        }
        return lines;
    }

    private static boolean isWhole(Happening each, TreeSet<Long> indexes) {
        Long next = indexes.higher(each.begin.index());
        return each.begin == each.end || next != null && next == each.end.index();
    }

    private static String ended(Happening each) {
        return each.begin == each.end && each.begin.begins() ? ": never ends"
                : ": " + Caption.ended(each.end) + (each.times > 1 ? " x " + each.times : "");
    }

    private Line line(Event at, String text, Happening of) {
        boolean isEvidence = evidence.contains(of.begin.index()) || evidence.contains(of.end.index());
        return new Line(at.time(), at.process(), text, isEvidence);
    }

    private static List<String> drawn(List<Line> lines, List<String> processes, int happened) {
        if (lines.isEmpty()) {
            return List.of("nothing happened that could be told");
        }
        int width = (WIDTH - TIME_WIDTH) / processes.size() - 3;
        List<String> drawn = new ArrayList<>();
        drawn.add(row("time", processes, Function.identity(), width));
        drawn.add("-".repeat(TIME_WIDTH) + ("-+-" + "-".repeat(width)).repeat(processes.size()));
        for (Line line : lines) {
            String time = String.format(Locale.ROOT, "%8.3f s", line.time / 1e9);
            String text = (line.isEvidence ? "* " : "  ") + line.text;
            drawn.add(row(time, processes, process -> process.equals(line.process) ? text : "", width));
        }
        drawn.add("* = evidence; " + lines.size() + " lines of " + happened + " steps and ops");
        return drawn;
    }

    private static String row(String time, List<String> processes, Function<String, String> cell, int width) {
        return processes.stream().map(process -> fitted(cell.apply(process), width))
                .collect(Collectors.joining(" | ", fitted(time, TIME_WIDTH) + " | ", "")).stripTrailing();
    }

    private static String fitted(String text, int width) {
        return text.length() <= width ? text + " ".repeat(width - text.length())
                : text.substring(0, width - 1) + "~";
    }
}
