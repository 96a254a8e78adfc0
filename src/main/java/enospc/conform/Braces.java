package enospc.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `touch p/a:f{1..3}` stands for three lines.
final class Braces {

    private static final Pattern RANGE = Pattern.compile("\\{(\\d+)\\.\\.(\\d+)}");

    private Braces() { }

    /// One line for each number of the first range, or the line itself.
    static List<String> expand(String line) {
        Matcher range = RANGE.matcher(line);
        if (!range.find()) {
            return List.of(line);
        }
        List<String> lines = new ArrayList<>();
        for (int i = Integer.parseInt(range.group(1)); i <= Integer.parseInt(range.group(2)); i++) {
            lines.add(line.substring(0, range.start()) + i + line.substring(range.end()));
        }
        return lines;
    }
}
