package enospc.conform;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What random scripts came upon: how often each command was typed, and what it was answered.
final class Coverage {

    /// Answers by command, with their numbers.
    private final Map<String, Map<String, Integer>> heard = new TreeMap<>();

    /// Several lanes tell.
    synchronized void heard(String line, Shell.Answer answer) {
        heard.computeIfAbsent(command(line), _ -> new TreeMap<>()).merge(outcome(answer), 1, Integer::sum);
    }

    /// `zfs destroy -r p/r/a@1` is a `zfs destroy -r @`, `zfs set quota=1M p/r` a `zfs set quota`.
    private static String command(String line) {
        List<String> words = Arrays.asList(line.split(" "));
        if (!words.getFirst().equals("zfs")) {
            return words.getFirst();
        }
        String what = words.subList(1, words.size()).stream().map(Coverage::word).collect(Collectors.joining());
        return "zfs" + what + (words.getLast().contains("@") ? " @" : "");
    }

    private static String word(String word) {
        int sign = word.indexOf('=');
        if (sign >= 0) {
            return " " + word.substring(0, sign);
        }
        return word.contains("/") || word.contains("@") || word.equals("tag") || word.equals("other") ? "" : " " + word;
    }

    /// `ok`, or the first line said without the names and numbers in it.
    private static String outcome(Shell.Answer answer) {
        String first = answer.err().lines().map(String::strip).findFirst().orElse("");
        return answer.status() == 0 ? "ok" + (first.isEmpty() ? "" : ", but " + shape(first)) : shape(first);
    }

    private static String shape(String text) {
        return text.replaceAll("/?p/r[a-z/@:0-9.]*", "NAME").replaceAll("'[0-9]+'", "'N'");
    }

    /// A line for each command: how often, and how often each answer.
    synchronized String text() {
        StringBuilder text = new StringBuilder();
        heard.forEach((command, outcomes) -> {
            text.append("%7d %s%n".formatted(outcomes.values().stream().mapToInt(Integer::intValue).sum(), command));
            outcomes.forEach((outcome, count) -> text.append("    %7d %s%n".formatted(count, outcome)));
        });
        return text.toString();
    }
}
