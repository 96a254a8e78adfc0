package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.dataset;
import static enospc.check.Story.filled;
import static enospc.check.Story.reserved;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.Dataset;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpaceAddsUpTest {

    private static final String CLAIM = "SpaceAddsUp";
    private static final long SLACK = Story.QUOTA / 32 + (256 << 10);

    private static Finding judged(Story story) {
        return story.finding(SpaceAddsUp::new);
    }

    private static Dataset templates(long used, long available) {
        return new Dataset(STORE.templates(), "", used, available, 0, Story.QUOTA, 0, false, new TreeMap<>());
    }

    @Test
    void whatFitsTheQuotaAddsUp() {
        assertEquals(Finding.pass(CLAIM, "1 reading of quotas add up"), judged(told().census("all", filled(800))));
    }

    @Test
    void whatGoesFarPastTheQuotaDoesNot() {
        Story story = told().census("all", templates(Story.QUOTA + SLACK + 1, 0));
        assertEquals(new Finding(CLAIM, Grade.FAIL, "the census at 0.001 s shows 263176 B used in"
                + " p/store/.templates, past its quota of 1000 B by more than the 262175 B that ZFS allows",
                List.of(2L), 1, false), judged(story));
    }

    @Test
    void noQuotaSeenProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "no census shows a quota"), judged(told().end()));
    }

    @Test
    void whatZfsAllowsPastAQuotaAddsUp() {
        assertEquals(Grade.PASS, judged(told().census("all", templates(Story.QUOTA + SLACK, 0))).grade());
    }

    @Test
    void moreAvailableThanTheQuotaLeavesDoesNotAddUp() {
        assertEquals(Grade.FAIL, judged(told().census("all", templates(900, 101 + SLACK))).grade());
    }

    @Test
    void aSqueezeMustBeGivenBack() {
        Story story = told();
        story.squeeze(500).ok();
        story.release(500).ok();
        assertEquals("the census at 0.005 s shows that the squeeze was not given back: 500 B are still reserved for"
                + " p/squeeze", judged(story.end(filled(0), reserved(500))).why());
    }

    @Test
    void aQuotaThatWasCutMustBeRaisedAgain() {
        Story story = told();
        story.quotaCut(500).ok();
        Dataset cut = new Dataset(STORE.templates(), "", 0, 500, 0, 500, 0, false, new TreeMap<>());
        story.census("all", cut);
        assertEquals("the census at 0.005 s shows that the quota was not raised again: it is 500 B, and was "
                + filled(0).quota() + " B", judged(story.end(cut)).why());
    }

    @Test
    void aQuotaThatWasRaisedAgainAddsUp() {
        Story story = told();
        story.quotaCut(500).ok();
        assertEquals(Grade.PASS, judged(story.end(filled(0))).grade());
    }

    @Test
    void aSqueezeMayLastWhileTheRunDoes() {
        Story story = told();
        story.squeeze(500).ok();
        story.census("all", filled(0), reserved(500));
        assertEquals(Grade.PASS, judged(story.end(filled(0), reserved(0))).grade());
    }

    @Test
    void childrenDoNotTakeMoreThanTheirParent() {
        Dataset child = new Dataset(STORE.template("k1"), "", 10 << 20, 0, 0, 0, 0, false, new TreeMap<>());
        assertEquals(Grade.FAIL, judged(told().end(dataset(STORE.templates(), ""), child)).grade());
    }
}
