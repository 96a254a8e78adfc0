package enospc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts with `{name}` in them. Braces that hold something else than a name are left as they are, so a subject's own
/// `${X:-y}` or `{"json": 1}` need no escape; `{{` stands for one brace.
public final class Braces {

    private static final Pattern BRACES = Pattern.compile("\\{\\{|\\{([a-z][a-z0-9-]*)\\}");

    private Braces() { }

    static List<String> namesIn(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = BRACES.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /// @param values for each name that is in the text
    public static String fill(String text, Map<String, String> values) {
        return BRACES.matcher(text).replaceAll(match -> Matcher.quoteReplacement(
                match.group(1) == null ? "{" : values.getOrDefault(match.group(1), match.group())));
    }
}
