package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.container;
import static enospc.check.Story.pristine;
import static enospc.check.Story.staging;
import static enospc.check.Story.template;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.Command;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NoOrphanStagingTest {

    private static final String CLAIM = "NoOrphanStaging";

    private static Finding judged(Story story) {
        return story.finding(NoOrphanStaging::new);
    }

    @Test
    void aPublishedStagingDatasetIsNoOrphan() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        assertEquals(Finding.pass(CLAIM, "1 staging dataset made; none left in 1 census reading"),
                judged(story.end(template("k1"), pristine("k1"), container("c0", "k1"))));
    }

    @Test
    void oneThatIsThereAtTheEndIsAnOrphan() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().fail("EDQUOT");
        assertEquals(new Finding(CLAIM, Grade.FAIL, "the staging dataset of k1, made by w0 at 0.002 s, step 2, outlives"
                        + " its install, which ended at 0.004 s; the census at 9.0 s still shows it",
                        List.of(1L, 2L, 4L, 6L), 4, false),
                judged(story.at(9).end(staging("k1"))));
    }

    @Test
    void nothingMadeProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "no staging dataset was made"), judged(told().end()));
    }

    @Test
    void withoutAFinalCensusNobodyKnows() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        assertEquals(Grade.UNKNOWN, judged(story).grade());
    }

    @Test
    void duringTheRunItMayOutliveItsInstallByTheGrace() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().fail("EDQUOT");
        story.at(5).census("all", staging("k1"));
        assertEquals(Grade.PASS, judged(story.end()).grade());
    }

    @Test
    void duringTheRunItMayNotOutliveItsInstallForLonger() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().fail("EDQUOT");
        story.at(6).census("all", staging("k1"));
        assertEquals(Grade.FAIL, judged(story.end()).grade());
    }

    @Test
    void theNextExtractorsStagingDatasetIsItsOwn() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().discards().fail("EDQUOT");
        Story.Op next = story.at(20).install("w1", "k1", "c1").creates();
        story.at(30).census("all", staging("k1"));
        next.publishes().ok();
        assertEquals(Grade.PASS, judged(story.end()).grade());
    }

    @Test
    void whatAKilledExtractorLeftIsNobodysFault() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().dies();
        assertEquals(Grade.PASS, judged(story.at(60).end(staging("k1"))).grade());
    }

    @Test
    void whoeverMeetsItMustNotLeaveItThere() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().dies();
        story.install("w1", "k1", "c1").refused(new Command.Create(STORE.staging("k1"), new TreeMap<>()), "EXISTS")
                .beginsWait().at(700).givesUp().fail("DEADLINE");
        assertEquals("the staging dataset of k1, made by w0 at 0.002 s, step 2, which was killed, blocked w1's install"
                        + " and was left there at 700.001 s; the census at 710.0 s still shows it",
                judged(story.at(710).end(staging("k1"))).why());
    }

    @Test
    void oneThatNobodyMadeIsAnOrphanToo() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        assertEquals("the census at 0.013 s shows a staging dataset of k2, which no install of this history made",
                judged(story.end(staging("k2"))).why());
    }

    @Test
    void oneThatNobodyIsKnownToHaveMadeMayBeDestroyed() {
        Story story = told();
        story.install("w0", "k1", "c0").does(new Command.Destroy(STORE.staging("k1"), true)).extracts().ok();
        assertEquals("", story.end().verdict().damage());
    }
}
