package enospc.conform;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Works out expressions: reads properties through the shell, and remembers what `let` named.
final class Reader {

    private static final Pattern COMPUTED = Pattern.compile("<([^>]+)>");

    private final Shell shell;
    private final Map<String, String> named = new HashMap<>();

    Reader(Shell shell) {
        this.shell = shell;
    }

    void remember(String name, Expression value) {
        named.put(name, read(value));
    }

    /// The line with each `<used p/a - 1>` replaced by its number.
    String filledIn(String line) {
        return COMPUTED.matcher(line).replaceAll(found -> Matcher.quoteReplacement(
                read(Claims.expression(new CaseFile.Row("typed", 1, 0, found.group(1))))));
    }

    /// The number in decimal digits, or the text, that the expression stands for.
    String read(Expression expression) {
        if (expression.terms().size() == 1) {
            return read(expression.terms().getFirst().operand());
        }
        long sum = 0;
        for (Expression.Term term : expression.terms()) {
            String value = read(term.operand());
            OptionalLong number = Size.parse(value);
            if (number.isEmpty()) {
                return value + ", which is no number";
            }
            sum += term.minus() ? -number.getAsLong() : number.getAsLong();
        }
        return String.valueOf(sum);
    }

    private String read(Expression.Operand operand) {
        return switch (operand) {
            case Expression.Word word -> {
                String text = named.getOrDefault(word.text(), word.text());
                OptionalLong number = Size.parse(text);
                yield number.isPresent() ? String.valueOf(number.getAsLong()) : text;
            }
            case Expression.Property property -> property(property);
        };
    }

    private String property(Expression.Property property) {
        String line = property.property().equals("size")
                ? "size " + property.name()
                : "zfs get -Hp -o value " + property.property() + " " + property.name();
        Shell.Answer answer = shell.type(line);
        return answer.status() == 0 ? answer.out().strip() : "refused: " + answer.err().strip();
    }

    boolean exists(String name) {
        return shell.type("zfs list -H -o name " + name).status() == 0;
    }

    /// Names of a dataset, its snapshots and all that is below.
    Set<String> tree(String root) {
        Shell.Answer answer = shell.type("zfs list -H -o name -t filesystem,snapshot -r " + root);
        return new TreeSet<>(answer.out().lines().map(String::strip).toList());
    }
}
