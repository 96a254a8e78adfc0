package enospc.plan;

import java.util.Collection;
import java.util.Comparator;

/// Finds the word that somebody meant to type.
public final class Nearest {

    private Nearest() { }

    /// ` (did you mean "workers"?)`, or nothing if no known word is near.
    public static String hint(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(word -> distance(typed, word)))
                .filter(word -> distance(typed, word) <= Math.max(2, word.length() / 3))
                .map(word -> " (did you mean \"" + word + "\"?)")
                .orElse("");
    }

    /// Levenshtein's: insertions, deletions and substitutions that lead from one word to the other.
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substitution = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
