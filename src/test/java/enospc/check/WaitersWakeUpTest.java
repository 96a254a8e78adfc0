package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.Command;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WaitersWakeUpTest {

    private static final String CLAIM = "WaitersWakeUp";

    private static Finding judged(Story story) {
        return story.finding(WaitersWakeUp::new);
    }

    @Test
    void aWaiterThatTakesOverSoonHasWokenUp() {
        Story story = told();
        Story.Op extractor = story.install("w0", "k1", "c0").creates();
        Story.Op waiter = story.install("w1", "k1", "c1").beginsWait();
        extractor.at(50).fail("EDQUOT");
        waiter.at(51).creates().wakes().ok();
        assertEquals(Finding.pass(CLAIM, "1 wait, each over soon after there was nothing to wait for"), judged(story));
    }

    @Test
    void aWaiterThatWaitsOnIsDeaf() {
        Story story = told();
        Story.Op extractor = story.install("w0", "k1", "c0").creates();
        Story.Op waiter = story.install("w1", "k1", "c1").beginsWait();
        extractor.at(50).fail("EDQUOT");
        waiter.at(600).givesUp().fail("DEADLINE");
        assertEquals(new Finding(CLAIM, Grade.FAIL, "w1 waited for the extractor of k1 until 600.0 s, step 5, but w0"
                + " had failed at 50.0 s", List.of(1L, 4L, 5L, 6L), 4, false), judged(story));
    }

    @Test
    void noWaitProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "nobody waited"), judged(told().end()));
    }

    @Test
    void aWaiterMustNoticeADeathToo() {
        Story story = told();
        Story.Op extractor = story.install("w0", "k1", "c0").creates();
        Story.Op waiter = story.install("w1", "k1", "c1").beginsWait();
        extractor.at(50).dies();
        waiter.at(600).givesUp().fail("DEADLINE");
        assertEquals(Grade.FAIL, judged(story).grade());
    }

    @Test
    void anotherMayHaveTakenOver() {
        Story story = told();
        Story.Op first = story.install("w0", "k1", "c0").creates();
        Story.Op waiter = story.install("w1", "k1", "c1").beginsWait();
        first.at(50).discards().fail("EDQUOT");
        Story.Op second = story.at(51).install("w2", "k1", "c2").creates();
        second.at(90).publishes().ok();
        waiter.at(91).reuses().wakes().ok();
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aWaiterThatIsStillAtItsOwnRetryHasWokenUp() {
        Story story = told();
        Story.Op extractor = story.install("w0", "k1", "c0").creates();
        Story.Op waiter = story.install("w1", "k1", "c1").beginsWait();
        extractor.at(50).discards().fail("EDQUOT");
        waiter.at(51).refused(new Command.Create(STORE.staging("k1"), new TreeMap<>()), "ENOSPC").retrySweep()
                .at(70).creates().wakes().ok();
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aWaiterOfARunThatWasCutIsJudgedUpToThere() {
        Story story = told();
        Story.Op extractor = story.install("w0", "k1", "c0").creates();
        story.install("w1", "k1", "c1").beginsWait();
        extractor.at(50).fail("EDQUOT");
        assertEquals(List.of(Grade.PASS, Grade.FAIL),
                List.of(judged(story.at(54).census("all")).grade(), judged(story.at(60).census("all")).grade()));
    }

    @Test
    void whoeverWasRefusedForSpaceHasNobodyToWaitFor() {
        Story story = told();
        story.install("w1", "k1", "c1").refused(new Command.Create(STORE.staging("k1"), new TreeMap<>()), "ENOSPC")
                .beginsWait();
        assertEquals("w1 waited at 0.004 s, step 4, for another extractor of k1, but its own staging dataset had been"
                + " refused at 0.003 s with ENOSPC: planted", judged(story).why());
    }
}
