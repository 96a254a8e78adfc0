package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoNeedlessFailureTest {

    private static final String CLAIM = "NoNeedlessFailure";

    private static Finding judged(Story story) {
        return story.finding(NoNeedlessFailure::new);
    }

    /// Template k9 has been idle for a long time.
    private static Story withIdleTemplate() {
        Story story = told();
        story.install("w9", "k9", "c9").extracts().ok();
        story.remove("w9", "c9").does(new Command.Destroy(STORE.container("c9"), false)).ok();
        return story.at(100);
    }

    private static Story.Op meetsTheQuota(Story story) {
        return story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT");
    }

    @Test
    void aFailureWithNothingLeftToEvictIsNeeded() {
        Story story = withIdleTemplate();
        meetsTheQuota(story).retrySweep("k9").copyFails("pipe", "EDQUOT").fail("EDQUOT");
        assertEquals(Finding.pass(CLAIM, "1 install failed for lack of space, with nothing left to evict"),
                judged(story));
    }

    @Test
    void aFailureBesideAnIdleTemplateIsNot() {
        Story story = withIdleTemplate();
        meetsTheQuota(story).retrySweep().copyFails("pipe", "EDQUOT").fail("EDQUOT");
        assertEquals(new Finding(CLAIM, Grade.FAIL, "w0's install of k1 failed at 100.011 s (EDQUOT: planted) while 1"
                + " template lay idle: k9 since 0.015 s", List.of(17L, 21L, 28L), 3, false), judged(story));
    }

    @Test
    void aTemplateWhoseEvictorWasKilledMayBeGone() {
        Story story = withIdleTemplate();
        story.install("w8", "k8", "c8").beginsSweep("install", false)
                .begins(new Command.Destroy(STORE.pristine("k9"), false)).dies();
        meetsTheQuota(story.at(200)).retrySweep().copyFails("pipe", "EDQUOT").fail("EDQUOT");
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aTemplateThatTheNextSweepDoesNotFindIsGone() {
        Story story = withIdleTemplate();
        Command destroy = new Command.Destroy(STORE.pristine("k9"), false);
        story.install("w8", "k8", "c8").beginsSweep("install", false).begins(destroy).dies();
        story.install("w7", "k7", "c7").beginsSweep("install", false).refused(destroy, "ABSENT").dies();
        meetsTheQuota(story.at(200)).retrySweep().copyFails("pipe", "EDQUOT").fail("EDQUOT");
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aTemplateWhoseEvictionWasRefusedIsIdleStill() {
        Story story = withIdleTemplate();
        story.install("w8", "k8", "c8").beginsSweep("install", false)
                .refused(new Command.Destroy(STORE.pristine("k9"), false), "BUSY").dies();
        meetsTheQuota(story.at(200)).retrySweep().copyFails("pipe", "EDQUOT").fail("EDQUOT");
        assertEquals(Grade.FAIL, judged(story).grade());
    }

    @Test
    void noFailureForSpaceProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "no install failed for lack of space"), judged(withIdleTemplate()));
    }

    @Test
    void aLiveTemplateIsNotIdle() {
        Story story = told();
        story.install("w9", "k9", "c9").extracts().ok();
        meetsTheQuota(story.at(100)).retrySweep().copyFails("pipe", "EDQUOT").fail("EDQUOT");
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aTemplateThatFellIdleAfterTheSweepHadBegunCameTooLate() {
        Story story = told();
        story.install("w9", "k9", "c9").extracts().ok();
        Story.Op op = meetsTheQuota(story.at(100)).retrySweep();
        story.remove("w9", "c9").does(new Command.Destroy(STORE.container("c9"), false)).ok();
        op.copyFails("pipe", "EDQUOT").fail("EDQUOT");
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void anotherReasonToFailHasNothingToDoWithSpace() {
        Story story = withIdleTemplate();
        story.install("w0", "k1", "c0").creates().copyFails("pipe", "OTHER").fail("OTHER");
        assertEquals(Grade.UNKNOWN, judged(story).grade());
    }
}
