package enospc.check;

import enospc.history.Event;
import enospc.history.HistoryFile;
import enospc.history.HistoryFile.Reading;
import enospc.history.Misfit;
import enospc.history.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Judges a history: all claims in one pass over its events, as they happen or as they are read.
///
/// One instance a history, for one thread at a time: [#see] each event in order, then [#verdict] once.
public final class Checkers {

    /// The claims that the tool exists for: a run that could not have broken one of them is no pass.
    static final Set<String> MISSION =
            Set.of("NoOrphanStaging", "EverySuccessInstalled", "EveryFailureCleanedUp", "NoPipePastDeadline");

    private final Scene scene = new Scene();
    private final Claims claims;
    private final Guarded[] checkers;
    private final Transitions transitions = new Transitions(scene);
    private final Resolution resolution = new Resolution(scene);
    private final Tally tally = new Tally();
    private long events;
    private String nonsense = "";

    public Checkers() {
        this(Claims.ALL);
    }

    private Checkers(Claims claims) {
        this.claims = claims;
        this.checkers = claims.checkers(scene);
    }

    /// All claims by name, in the order of a verdict.
    public static List<String> claims() {
        return Claims.ALL.names();
    }

    /// @throws IOException if the file cannot be opened or read; damage inside of it is part of the verdict
    public static Verdict check(Path history, RunFacts facts) throws IOException {
        return check(history, facts, new Checkers());
    }

    /// Judges one claim alone.
    ///
    /// @param name one of [#claims]
    /// @throws IOException as above
    public static Verdict check(Path history, RunFacts facts, String name) throws IOException {
        return check(history, facts, new Checkers(Claims.ALL.only(name)));
    }

    private static Verdict check(Path history, RunFacts facts, Checkers checkers) throws IOException {
        Turns turns = new Turns();
        Reading reading = HistoryFile.read(history, event -> {
            turns.take(event);
            checkers.take(event);
        });
        return checkers.verdict(facts, reading.damage());
    }

    public static Verdict check(Iterable<Event> history, RunFacts facts) {
        return check(history, facts, Claims.ALL);
    }

    static Verdict check(Iterable<Event> history, RunFacts facts, Claims claims) {
        Checkers checkers = new Checkers(claims);
        history.forEach(checkers::see);
        return checkers.verdict(facts);
    }

    public Verdict verdict(RunFacts facts) {
        return verdict(facts, "");
    }

    /// Takes the next event. One that fits no run ends the judging there, and the verdict says which it was.
    public void see(Event event) {
        try {
            take(event);
        } catch (Misfit misfit) {
            nonsense = "event " + event.index() + ": " + misfit.getMessage();
        }
    }

    /// @throws Misfit if it does not belong to the run of those before: whoever reads a file says at which line
    private void take(Event event) {
        if (!nonsense.isEmpty()) {
            return;
        }
        try {
            Span span = scene.see(event);
            tally.see(event, span);
            resolution.see(event, span);
            transitions.see(event, span);
            for (int place : claims.hearing(span.kind())) {
                checkers[place].see(event, span);
            }
            if (!scene.unheard().isEmpty()) {
                lose(event);
            }
            events++;
        } catch (Misfit misfit) {
            throw misfit;
        } catch (RuntimeException wrong) {
            nonsense = "event " + event.index() + ", which fits no run (" + wrong + ")";
        }
    }

    private void lose(Event event) {
        for (Span step : scene.unheard()) {
            transitions.lost(step);
            for (Guarded checker : checkers) {
                checker.lost(event, step);
            }
        }
    }

    private Verdict verdict(RunFacts facts, String unreadable) {
        tally.end(scene);
        String damage = nonsense.isEmpty() ? unreadable : nonsense;
        List<Finding> findings = Arrays.stream(checkers).map(this::finding).toList();
        SequencedMap<String, Long> taken = transitions.counts();
        List<String> required = facts.require().isEmpty() ? scene.setup().require() : facts.require();
        List<String> missing = required.stream().filter(name -> taken.getOrDefault(name, 0L) == 0).toList();
        Grade grade = grade(findings, missing, damage);
        return new Verdict(grade, summary(grade, findings, missing, damage), findings, taken, missing, facts, events,
                !scene.ended(), damage, resolution.end());
    }

    /// Without its setup a history has no deadlines and no names: nobody can be accused.
    private Finding finding(Guarded checker) {
        return scene.setup().root().isEmpty()
                ? Finding.unknown(checker.claim(), "the history has no setup that names the run's terms")
                : checker.end();
    }

    private Grade grade(List<Finding> findings, List<String> missing, String damage) {
        Grade worst = missing.isEmpty() && damage.isEmpty() && scene.ended() ? Grade.PASS : Grade.UNKNOWN;
        for (Finding finding : findings) {
            if (counts(finding)) {
                worst = worst.worse(finding.grade());
            }
        }
        return worst;
    }

    /// A claim beside the mission that nothing could have broken says nothing for or against the run; nor does it when
    /// no install failed because every one that ran out of space succeeded at its retry.
    private boolean counts(Finding finding) {
        boolean nobodyFailed = finding.claim().equals("EveryFailureCleanedUp") && tally.shortages() > 0;
        return !finding.vacuous() || MISSION.contains(finding.claim()) && !nobodyFailed;
    }

    private String summary(Grade grade, List<Finding> findings, List<String> missing, String damage) {
        List<String> reasons = new ArrayList<>();
        List<Finding> failed = findings.stream().filter(finding -> finding.grade() == Grade.FAIL).toList();
        failed.stream().map(finding -> finding.claim() + ": " + finding.why()).limit(1).forEach(reasons::add);
        if (failed.size() > 1) {
            reasons.add("also failed: "
                    + failed.stream().skip(1).map(Finding::claim).collect(Collectors.joining(", ")));
        }
        if (!damage.isEmpty()) {
            reasons.add("the history is damaged at " + damage);
        } else if (!scene.ended()) {
            reasons.add("the history was cut off after " + Prose.count(events, "event"));
        } else if (scene.setup().root().isEmpty()) {
            reasons.add("the history has no setup that names the run's terms");
        }
        if (!missing.isEmpty()) {
            reasons.add("never seen: " + String.join(", ", missing));
        }
        if (grade == Grade.UNKNOWN && reasons.isEmpty()) {
            findings.stream().filter(finding -> finding.grade() == Grade.UNKNOWN && counts(finding))
                    .map(finding -> finding.claim() + ": " + finding.why()).forEach(reasons::add);
        }
        if (tally.shortages() == 0) {
            reasons.add("no install ever met a shortage of space");
        }
        reasons.add(tally.toString());
        return String.join("; ", reasons);
    }
}
