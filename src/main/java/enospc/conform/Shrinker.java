package enospc.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Drops lines while a script still shows what it showed (delta debugging, Zeller and Hildebrandt 2002).
final class Shrinker {

    private static final int TRIES_MAX = 400;

    private Shrinker() { }

    /// @param shows whether a script still shows it; the whole one does
    /// @return a part of the script, in its order, that still does, and from which no single line can go
    static List<String> shortest(List<String> lines, Predicate<List<String>> shows) {
        List<String> left = lines;
        int tries = 0;
        int piece = Math.max(1, left.size() / 2);
        while (piece >= 1 && tries < TRIES_MAX) {
            boolean dropped = false;
            for (int from = 0; from < left.size() && tries < TRIES_MAX; tries++) {
                List<String> without = new ArrayList<>(left.subList(0, from));
                without.addAll(left.subList(Math.min(left.size(), from + piece), left.size()));
                if (shows.test(without)) {
                    left = without;
                    dropped = true;
                } else {
                    from += piece;
                }
            }
            if (!dropped || piece > 1) {
                piece = piece == 1 ? 0 : piece / 2;
            }
        }
        return left;
    }
}
