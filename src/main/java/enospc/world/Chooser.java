package enospc.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decides which of several lanes goes on.
@FunctionalInterface
public interface Chooser {

    /// @param at    which choice this is, counted from 0
    /// @param ready names of the lanes that could go on, sorted, at least two
    /// @param still where in it the lane stands that has just run, or -1 if it could not go on
    /// @return a place in `ready`
    int choose(long at, List<String> ready, int still);

    /// Whoever runs goes on while it can; then the first in the order of names. Except for these preemptions: one whose
    /// lane cannot go on at its point has no effect.
    static Chooser pinned(List<Preemption> preemptions) {
        Map<Long, String> lanes = new HashMap<>();
        preemptions.forEach(each -> lanes.put(each.at(), each.lane()));
        return (at, ready, still) -> {
            int named = ready.indexOf(lanes.getOrDefault(at, ""));
            return named >= 0 ? named : Math.max(still, 0);
        };
    }

    /// Any, each as likely, at every choice.
    static Chooser random(Seed seed) {
        Chance dice = seed.stream("schedule");
        return (_, ready, _) -> dice.below(ready.size());
    }

    /// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and Nagarakatte, ASPLOS 2010): lanes have
    /// random priorities, the first that can go on does, and at `depth` - 1 random choices the one that runs falls
    /// behind all others. A race that needs `depth` ordered steps shows with a probability that has a lower bound.
    ///
    /// @param depth   ≥ 1
    /// @param choices about how many there will be in the run, ≥ 1
    static Chooser pct(Seed seed, int depth, long choices) {
        Chance dice = seed.stream("schedule");
        Map<String, Long> priorities = new HashMap<>();
        List<Long> falls = new ArrayList<>();
        for (int i = 1; i < depth; i++) {
            falls.add(dice.between(0, choices - 1));
        }
        return (at, ready, still) -> {
            for (String lane : ready) {
                priorities.computeIfAbsent(lane, _ -> depth + dice.between(0, Long.MAX_VALUE >> 8));
            }
            int fall = falls.indexOf(at);
            if (fall >= 0 && still >= 0) {
                priorities.put(ready.get(still), (long) fall);
            }
            return ready.indexOf(ready.stream().max(Comparator.comparing(priorities::get)).orElseThrow());
        };
    }
}
