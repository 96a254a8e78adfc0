package enospc.pool;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd.HH:mm:ss");
    private static final Pattern INTERNAL = Pattern.compile(
            "(\\S+) \\[txg:(\\d+)] (create|clone|snapshot|destroy|rename) (\\S+) \\(\\d+\\).*");
    private static final Pattern COMMAND = Pattern.compile(
            "(\\S+) zfs (create|clone|snapshot|destroy|rename|set) (.*?)(?: \\[user .*])?");

    private PoolLog() { }

    /// @param lines as printed, with times in UTC; what is no change to a dataset is passed over
    public static List<Entry> parse(List<String> lines) {
        List<Entry> internal = lines.stream().map(PoolLog::internal).flatMap(Optional::stream).toList();
        List<Entry> commands = lines.stream().map(PoolLog::command).flatMap(Optional::stream).toList();
        List<Entry> entries = new ArrayList<>(internal);
        commands.stream().filter(entry -> internal.isEmpty() || entry.action.equals("set")).forEach(entries::add);
        return entries;
    }

    /// The beginning of a line, as `zpool` writes it.
    public static String stamp(long second) {
        return TIME.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }

    private static Optional<Entry> internal(String line) {
        Matcher matcher = INTERNAL.matcher(line);
        return matcher.matches() ? second(matcher.group(1)).map(second -> new Entry(second,
                Long.parseLong(matcher.group(2)), matcher.group(3), matcher.group(4), "")) : Optional.empty();
    }

    private static Optional<Entry> command(String line) {
        Matcher matcher = COMMAND.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> words = operands(matcher.group(3));
        String action = matcher.group(2);
        int named = switch (action) {
            case "clone", "set" -> 1;
            default -> 0;
        };
        if (words.size() <= named) {
            return Optional.empty();
        }
        String detail = action.equals("set") ? words.getFirst().replaceAll("=.*", "") : "";
        return second(matcher.group(1)).map(second -> new Entry(second, 0, action, words.get(named), detail));
    }

    /// The words of a command line that are no options, nor values of `-o`.
    private static List<String> operands(String text) {
        List<String> operands = new ArrayList<>();
        boolean value = false;
        for (String word : text.split(" ")) {
            if (!value && !word.startsWith("-")) {
                operands.add(word);
            }
            value = word.equals("-o");
        }
        return operands;
    }

    private static Optional<Long> second(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
