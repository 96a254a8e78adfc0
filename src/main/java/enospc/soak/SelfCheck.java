package enospc.soak;

import enospc.check.Checkers;
import enospc.check.Verdict;
import enospc.install.Bug;
import enospc.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Whether the checkers still see: each planted bug must be caught by the claims that are known to catch it, and the
/// protocol without one by none.
public final class SelfCheck {

    /// What came of one canary.
    ///
    /// @param runs   how many it took
    /// @param caught in how many of them each claim failed, and who else did
    /// @param blind  claims that had to fail and never did; of [Bug#NONE] none
    /// @param alarms of [Bug#NONE]: the runs that failed, each with the command that repeats it
    public record Row(Canary canary, long runs, SequencedMap<String, Long> caught, List<String> blind,
                      List<String> alarms) {

        /// Whether all is as it should be.
        public boolean sees() {
            return blind.isEmpty() && alarms.isEmpty();
        }

        /// One line for a person.
        public String text() {
            String who = canary.bug().text();
            if (!alarms.isEmpty()) {
                return "%-18s FALSE ALARM in %d of %d runs: %s".formatted(who, alarms.size(), runs,
                        alarms.getFirst());
            } else if (canary.bug() == Bug.NONE) {
                return "%-18s no claim failed in %d runs".formatted(who, runs);
            }
            List<String> by = caught.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList();
            String seen = "caught by %s in %d runs (%s)".formatted(
                    by.isEmpty() ? "nobody" : String.join(", ", by), runs, canary.setting());
            return "%-18s %s".formatted(who, blind.isEmpty() ? seen
                    : "BLIND: " + String.join(", ", blind) + "; " + seen);
        }
    }

    /// @param unproven claims that no canary is there for: nobody has seen them fail
    public record Report(List<Row> rows, List<String> unproven) {

        public boolean sees() {
            return unproven.isEmpty() && rows.stream().allMatch(Row::sees);
        }
    }

    private final List<Canary> canaries;
    private final Function<Plan, Verdict> judge;

    /// @param judge runs a plan and judges it
    SelfCheck(List<Canary> canaries, Function<Plan, Verdict> judge) {
        this.canaries = List.copyOf(canaries);
        this.judge = judge;
    }

    /// All planted bugs with the seeds from 1 on, each only until all its claims have seen it.
    ///
    /// @param seeds the most runs of one bug, and as many of the protocol without one
    /// @param jobs  how many runs at a time
    /// @param heard is given each row as soon as it is known
    /// @throws RuntimeException if the simulator or the protocol broke
    public static Report run(int seeds, int jobs, Consumer<Row> heard) {
        return new SelfCheck(Canary.ALL, plan -> Trial.of(plan).verdict()).carryOut(seeds, jobs, heard);
    }

    /// The protocol without a bug, many times: no claim may fail.
    public static Row builtin(int seeds, int jobs) {
        return new SelfCheck(List.of(), plan -> Trial.of(plan).verdict()).row(Canary.ALL.getFirst(), seeds, jobs);
    }

    Report carryOut(int seeds, int jobs, Consumer<Row> heard) {
        List<Row> rows = new ArrayList<>();
        for (Canary canary : canaries) {
            Row row = row(canary, seeds, jobs);
            rows.add(row);
            heard.accept(row);
        }
        List<String> unproven = Checkers.claims().stream()
                .filter(claim -> canaries.stream().noneMatch(canary -> canary.seenBy().contains(claim))).toList();
        return new Report(rows, unproven);
    }

    private Row row(Canary canary, int seeds, int jobs) {
        Set<String> blind = new LinkedHashSet<>(canary.seenBy());
        SequencedMap<String, Long> caught = new LinkedHashMap<>();
        List<String> alarms = new ArrayList<>();
        long[] runs = {0};
        boolean sound = canary.bug() == Bug.NONE;
        Jobs.each(jobs, LongStream.rangeClosed(1, seeds).takeWhile(_ -> sound || !blind.isEmpty()).iterator(),
                seed -> judge.apply(canary.plan(seed)), (_, verdict) -> {
                    runs[0]++;
                    verdict.failed().forEach(claim -> caught.merge(claim, 1L, Long::sum));
                    verdict.failed().forEach(blind::remove);
                    if (sound && !verdict.failed().isEmpty()) {
                        alarms.add(verdict.facts().replay() + ": " + verdict.summary());
                    }
                });
        return new Row(canary, runs[0], caught, List.copyOf(blind), alarms);
    }
}
