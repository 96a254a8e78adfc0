package enospc.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.Checkers;
import enospc.check.Finding;
import enospc.check.Grade;
import enospc.check.Verdict;
import enospc.install.Bug;
import enospc.plan.Plan;
import enospc.plan.Setting;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SelfCheckTest {

    private static final Canary ORPHAN = canary(Bug.ORPHAN_ON_BUSY);

    private static Canary canary(Bug bug) {
        return Canary.ALL.stream().filter(canary -> canary.bug() == bug).findFirst().orElseThrow();
    }

    /// Runs and judges, and then takes back whatever this claim said.
    private static Verdict blinded(Plan plan, String claim) {
        Verdict verdict = Trial.of(plan).verdict();
        List<Finding> findings = verdict.findings().stream().filter(finding -> !finding.claim().equals(claim)).toList();
        return new Verdict(verdict.grade(), verdict.summary(), findings, verdict.transitions(), verdict.missing(),
                verdict.facts(), verdict.events(), verdict.cut(), verdict.damage());
    }

    @Test
    void aBlindedCheckerIsNamed() {
        SelfCheck.Row row = new SelfCheck(List.of(ORPHAN), plan -> blinded(plan, "NoOrphanStaging"))
                .carryOut(2, 1, _ -> { }).rows().getFirst();
        assertEquals(List.of("NoOrphanStaging"), row.blind());
        assertTrue(row.text().startsWith("orphan-on-busy     BLIND: NoOrphanStaging; "), row.text());
    }

    @Test
    void aCheckerThatSeesIsLeftInPeace() {
        SelfCheck.Row row = new SelfCheck(List.of(ORPHAN), plan -> Trial.of(plan).verdict())
                .carryOut(2, 1, _ -> { }).rows().getFirst();
        assertTrue(row.sees(), row.text());
    }

    @Test
    void aFalseAlarmIsNoLessAFault() {
        Canary sound = canary(Bug.NONE);
        SelfCheck.Row row = new SelfCheck(List.of(sound), plan -> Trial.of(ORPHAN.plan(plan.seed().value())).verdict())
                .carryOut(1, 1, _ -> { }).rows().getFirst();
        assertFalse(row.sees());
        assertTrue(row.text().contains("FALSE ALARM in 1 of 1 runs: bin/stress run race --bug orphan-on-busy"),
                row.text());
    }

    @Test
    void aClaimThatNoBugShowsIsUnproven() {
        Set<String> unproven = new TreeSet<>(Checkers.claims());
        unproven.removeAll(ORPHAN.seenBy());
        assertEquals(unproven, new TreeSet<>(new SelfCheck(List.of(ORPHAN), plan -> Trial.of(plan).verdict())
                .carryOut(1, 1, _ -> { }).unproven()));
    }

    @Test
    void everyBugHasItsCanaryAndEveryClaimABug() {
        assertEquals(EnumSet.allOf(Bug.class), Canary.ALL.stream().map(Canary::bug).collect(Collectors.toSet()));
        assertEquals(new TreeSet<>(Checkers.claims()), Canary.ALL.stream().flatMap(canary -> canary.seenBy().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void aCanarysReplayIsItsPlan() {
        Plan plan = canary(Bug.STALE_LOCK).plan(7);
        assertTrue(plan.replay().startsWith("bin/stress run race --bug stale-lock --events-most 100000 "),
                plan.replay());
        assertEquals("stale-lock", plan.workload().get(Setting.BUG));
    }

    @Test
    void anEndlessRetryIsCut() {
        Trial trial = Trial.of(canary(Bug.ENDLESS_RETRY).plan(66));
        assertEquals(Grade.FAIL, trial.verdict().grade());
        assertTrue(trial.verdict().cut() && trial.history().size() < 101_000, trial.history().size() + " events");
    }

    @Test
    void theTableHasAMedianAndStandsBetweenItsMarkers() {
        Matrix matrix = new Matrix();
        matrix.add(ORPHAN, Map.of("NoOrphanStaging", 4.0));
        matrix.add(ORPHAN, Map.of("NoOrphanStaging", 1.04));
        matrix.add(ORPHAN, Map.of("NoOrphanStaging", 9.0));
        String placed = matrix.placedIn("a\n<!-- matrix -->\nold\n<!-- /matrix -->\nz\n");
        assertTrue(placed.startsWith("a\n<!-- matrix -->\n| bug |") && placed.endsWith("\n<!-- /matrix -->\nz\n"));
        assertTrue(placed.contains("| `orphan-on-busy` | unique | 3 | 3 (4.0 s) |"), placed);
    }
}
