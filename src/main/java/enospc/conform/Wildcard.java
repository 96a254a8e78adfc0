package enospc.conform;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A line of text in which `*` stands for anything.
record Wildcard(String text) {

    boolean matches(String line) {
        String pattern = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.matches(pattern, line);
    }
}
