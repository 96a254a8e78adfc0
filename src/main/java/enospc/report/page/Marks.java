package enospc.report.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills a template: `{name}` stands for a text, which is not looked at again.
public final class Marks {

    private static final Pattern MARK = Pattern.compile("\\{([a-z]+(?:-[a-z]+)*)}");

    private Marks() { }

    /// @throws IllegalStateException if the template has a mark that nobody fills
    public static String fill(String template, Map<String, String> texts) {
        return MARK.matcher(template).replaceAll(mark -> {
            String text = texts.get(mark.group(1));
            if (text == null) {
                throw new IllegalStateException("nothing for " + mark.group());
            }
            return Matcher.quoteReplacement(text);
        });
    }
}
