package enospc.check;

import java.util.List;
import java.util.SequencedMap;

/// What a history proves.
///
/// @param summary     one line for a person
/// @param findings    a row a claim, the most important first
/// @param transitions how often each path was taken, those never taken as well
/// @param missing     required transitions that were never taken
/// @param events      read
/// @param cut         the history ends before the run did
/// @param unheard     what became of ops that were killed or lost
/// @param damage      where and why it could not be read on, or empty
public record Verdict(Grade grade, String summary, List<Finding> findings, SequencedMap<String, Long> transitions,
                      List<String> missing, RunFacts facts, long events, boolean cut, String damage, Unheard unheard) {

    /// Nobody asked what became of ops whose end was not heard.
    public Verdict(Grade grade, String summary, List<Finding> findings, SequencedMap<String, Long> transitions,
                   List<String> missing, RunFacts facts, long events, boolean cut, String damage) {
        this(grade, summary, findings, transitions, missing, facts, events, cut, damage, Unheard.NONE);
    }

    public Verdict {
        findings = List.copyOf(findings);
        missing = List.copyOf(missing);
    }

    /// The claims that failed, by name.
    public List<String> failed() {
        return findings.stream().filter(finding -> finding.grade() == Grade.FAIL).map(Finding::claim).toList();
    }
}
