package enospc.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the value of a setting is written, on the command line and in a workload file.
///
/// @param <T> what it means
public interface Form<T> {

    /// @throws BadInput when `text` is not of this form: a line that begins with what is wrong with it, without the
    ///         setting's name
    T parse(String text);

    /// What stands for the value in a usage text, such as `N` or `1s..4s`.
    String label();

    /// Ten years: no time of ours is longer, and none runs over.
    int YEARS_DAYS = 3650;

    /// A stretch of values, both ends included.
    record Range<V>(V least, V most) { }

    static Form<Integer> whole(int least, int most) {
        return form("N", text -> {
            if (!text.matches("-?[0-9]{1,9}")) {
                throw new BadInput("is " + quoted(text) + ", not a whole number");
            }
            int value = Integer.parseInt(text);
            if (value < least || value > most) {
                throw new BadInput("is " + value + "; it must be from " + least + " to " + most);
            }
            return value;
        });
    }

    /// A number above 0 and up to `most`; `0.5` and `50%` are the same.
    static Form<Double> fraction(double most) {
        return form("X", text -> {
            Matcher matcher = Pattern.compile("(-?[0-9]*\\.?[0-9]+)(%?)").matcher(text);
            if (!matcher.matches()) {
                throw new BadInput("is " + quoted(text) + ", not a number such as 0.5");
            }
            double value = Double.parseDouble(matcher.group(1)) / (matcher.group(2).isEmpty() ? 1 : 100);
            if (!(value > 0) || value > most) {
                throw new BadInput("is " + text + "; it must be above 0 and at most " + most);
            }
            return value;
        });
    }

    /// `250ms`, `4s`, `10m`, `8h`, `7d`; `0s` is allowed.
    static Form<Duration> duration() {
        return form("TIME", Form::parseDuration);
    }

    static Form<Range<Duration>> durations() {
        return form("TIME..TIME", text -> range(text, Form::parseDuration));
    }

    /// `64K`, `1M..8M`: bytes with a suffix K, M or G of 1024, above 0.
    static Form<Range<Long>> sizes() {
        return form("SIZE..SIZE", text -> range(text, Form::parseSize));
    }

    static Form<Long> size() {
        return form("SIZE", Form::parseSize);
    }

    static Form<String> oneOf(String... words) {
        String label = words.length > 4 ? "NAME" : String.join("|", words);
        return form(label, text -> oneOf(text, List.of(words)));
    }

    /// Some of these words, separated by commas; or none, written as nothing.
    static Form<List<String>> someOf(String... words) {
        return form(words[0] + ",...", text -> text.isEmpty() ? List.of()
                : Arrays.stream(text.split(",", -1)).map(word -> oneOf(word.strip(), List.of(words))).toList());
    }

    /// `auto`, which is empty, or a value.
    static <T> Form<Optional<T>> orAuto(Form<T> value) {
        return form("auto|" + value.label(), text -> text.equals("auto") ? Optional.empty()
                : Optional.of(value.parse(text)));
    }

    /// One with a parser of its own.
    static <T> Form<T> of(String label, Function<String, T> parser) {
        return form(label, parser);
    }

    static Form<String> text() {
        return form("TEXT", text -> text);
    }

    private static String oneOf(String text, List<String> words) {
        if (words.contains(text)) {
            return text;
        }
        throw new BadInput("is " + quoted(text) + Nearest.hint(text, words) + "; known are: "
                + String.join(", ", words));
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)").matcher(text);
        if (!matcher.matches()) {
            throw new BadInput("is " + quoted(text) + ", not a time such as 250ms, 4s, 10m or 8h");
        }
        long count = Long.parseLong(matcher.group(1));
        if (matcher.group(2).equals("d") && count > YEARS_DAYS) {
            throw new BadInput("is " + quoted(text) + "; ten years, " + YEARS_DAYS + "d, are the most");
        }
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static long parseSize(String text) {
        Matcher matcher = Pattern.compile("([0-9]{1,9})([KMG]?)").matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new BadInput("is " + quoted(text) + ", not a size such as 64K or 8M");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "K" -> count << 10;
            case "M" -> count << 20;
            case "G" -> count << 30;
            default -> count;
        };
    }

    private static <V extends Comparable<V>> Range<V> range(String text, Function<String, V> end) {
        int dots = text.indexOf("..");
        V least = end.apply(dots < 0 ? text : text.substring(0, dots));
        V most = dots < 0 ? least : end.apply(text.substring(dots + 2));
        if (least.compareTo(most) > 0) {
            throw new BadInput("is " + quoted(text) + ": the range begins above its end");
        }
        return new Range<>(least, most);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static <T> Form<T> form(String label, Function<String, T> parser) {
        record Parsed<T>(String text, T value) { }
        return new Form<>() {
            /// A workload is asked for the same value again and again, and what it means never changes.
            private volatile Optional<Parsed<T>> last = Optional.empty();

            @Override
            public T parse(String text) {
                Optional<Parsed<T>> known = last;
                if (known.isEmpty() || !known.get().text.equals(text)) {
                    known = Optional.of(new Parsed<>(text, parser.apply(text)));
                    last = known;
                }
                return known.get().value;
            }

            @Override
            public String label() {
                return label;
            }
        };
    }
}
