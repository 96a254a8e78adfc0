package enospc.pool;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a pool itself has written down of changes to its datasets: `zpool history -il`, read.
///
/// OpenZFS names the dataset in each internal event (`[txg:8] create tank/a (54)`); zfs-fuse gives its number alone
/// (`[internal create txg:8] dataset = 54`), so there the command lines have to do. Settings are always taken from the
/// command lines: a creation sets properties of its own, and values are written otherwise than they were asked for.
public final class PoolLog {

    /// One change.
    ///
    /// @param second since 1970, UTC
    /// @param txg    its transaction group, or 0 where only the command line tells
    /// @param action `create`, `clone`, `snapshot`, `destroy`, `rename` or `set`
    /// @param name   the dataset or snapshot; with `rename` as it was before
    /// @param detail of `set` the property; otherwise empty
    public record Entry(long second, long txg, String action, String name, String detail) { }

    /// The log as it was at one time.
    public interface Reading {

        /// As printed, times in UTC; none if it cannot be read.
        List<String> lines();

        /// The changes in it, as [#parse] finds them in the lines.
        List<Entry> entries();
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd.HH:mm:ss");
    private static final int STAMP = "uuuu-MM-dd.HH:mm:ss".length();
    private static final Set<String> INTERNAL = Set.of("create", "clone", "snapshot", "destroy", "rename");
    private static final Set<String> TYPED = Set.of("create", "clone", "snapshot", "destroy", "rename", "set");

    private PoolLog() { }

    /// A log that a pool has printed.
    public static Reading printed(List<String> lines) {
        return new Reading() {
            @Override
            public List<String> lines() {
                return lines;
            }

            @Override
            public List<Entry> entries() {
                return parse(lines);
            }
        };
    }

    /// @param lines as printed, with times in UTC; what is no change to a dataset is passed over
    public static List<Entry> parse(List<String> lines) {
        Stamps stamps = new Stamps();
        List<Entry> internal = new ArrayList<>();
        List<Entry> commands = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(" [txg:", STAMP)) {
                internal(line, stamps).ifPresent(internal::add);
            } else if (line.startsWith(" zfs ", STAMP)) {
                command(line, stamps).ifPresent(commands::add);
            }
        }
        List<Entry> entries = new ArrayList<>(internal);
        commands.stream().filter(entry -> internal.isEmpty() || entry.action.equals("set")).forEach(entries::add);
        return entries;
    }

    /// The beginning of a line, as `zpool` writes it.
    public static String stamp(long second) {
        return TIME.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }

    /// `2026-11-22.22:45:27 [txg:7] create tank/a (64)   [on host]`
    private static Optional<Entry> internal(String line, Stamps stamps) {
        int number = STAMP + " [txg:".length();
        int bracket = line.indexOf("] ", number);
        int action = bracket + 2;
        int name = line.indexOf(' ', action) + 1;
        int end = line.indexOf(" (", name);
        if (bracket < 0 || name == 0 || end < 0 || line.substring(name, end).indexOf(' ') >= 0
                || !line.substring(number, bracket).chars().allMatch(Character::isDigit)
                || !INTERNAL.contains(line.substring(action, name - 1))) {
            return Optional.empty();
        }
        return stamps.second(line).map(second -> new Entry(second, Long.parseLong(line, number, bracket, 10),
                line.substring(action, name - 1), line.substring(name, end), ""));
    }

    /// `2026-11-22.22:45:28 zfs set readonly=on tank/a [user 0 (root) on host:linux]`
    private static Optional<Entry> command(String line, Stamps stamps) {
        int from = STAMP + " zfs ".length();
        int user = line.indexOf(" [user ", from);
        List<String> words = words(line, from, user < 0 ? line.length() : user);
        String action = words.isEmpty() ? "" : words.getFirst();
        List<String> operands = operands(words);
        int named = switch (action) {
            case "clone", "set" -> 1;
            default -> 0;
        };
        if (!TYPED.contains(action) || operands.size() <= named) {
            return Optional.empty();
        }
        String property = operands.getFirst();
        int equals = property.indexOf('=');
        String detail = !action.equals("set") ? "" : equals < 0 ? property : property.substring(0, equals);
        return stamps.second(line).map(second -> new Entry(second, 0, action, operands.get(named), detail));
    }

    private static List<String> words(String line, int from, int to) {
        List<String> words = new ArrayList<>();
        int at = from;
        while (at < to) {
            int space = line.indexOf(' ', at);
            int end = space < 0 || space > to ? to : space;
            if (end > at) {
                words.add(line.substring(at, end));
            }
            at = end + 1;
        }
        return words;
    }

    /// The words after the first that are no options, nor values of `-o`.
    private static List<String> operands(List<String> words) {
        List<String> operands = new ArrayList<>();
        boolean value = true;
        for (String word : words) {
            if (!value && !word.startsWith("-")) {
                operands.add(word);
            }
            value = word.equals("-o");
        }
        return operands;
    }

    /// Many lines in a row have the same time.
    private static final class Stamps {

        private String last = "";
        private Optional<Long> second = Optional.empty();

        Optional<Long> second(String line) {
            if (!line.startsWith(last) || last.isEmpty()) {
                last = line.substring(0, STAMP);
                second = parsed(last);
            }
            return second;
        }

        private static Optional<Long> parsed(String text) {
            try {
                return Optional.of(LocalDateTime.parse(text, TIME).toEpochSecond(ZoneOffset.UTC));
            } catch (DateTimeParseException other) {
                return Optional.empty();
            }
        }
    }
}
