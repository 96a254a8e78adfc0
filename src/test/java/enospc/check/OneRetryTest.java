package enospc.check;

import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneRetryTest {

    private static final String CLAIM = "OneRetry";

    private static Finding judged(Story story) {
        return story.finding(_ -> new OneRetry());
    }

    @Test
    void whatRunsOutOfSpaceIsTriedOnceMore() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT").retrySweep().copyFails("pipe", "EDQUOT")
                .discards().fail("EDQUOT");
        assertEquals(Finding.pass(CLAIM, "1 install ran out of space, and none retried other than once after a sweep"),
                judged(story));
    }

    @Test
    void noRetryIsTooFew() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT").discards().fail("EDQUOT");
        assertEquals(new Finding(CLAIM, Grade.FAIL, "w0's install of k1 failed at 0.008 s (EDQUOT: planted) without a"
                + " retry", List.of(1L, 5L, 8L), 3, false), judged(story));
    }

    @Test
    void noShortageProvesNothing() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        assertEquals(Finding.vacuous(CLAIM, "no install ran out of space"), judged(story));
    }

    @Test
    void twoRetriesAreTooMany() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT").retrySweep().copyFails("pipe", "EDQUOT")
                .retrySweep();
        assertEquals("w0 retried a second time at 0.012 s, step 12, in one install of k1", judged(story).why());
    }

    @Test
    void aRetryNeedsASweep() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT").copies("pipe").publishes().ok();
        assertEquals("w0's pipe of k1 ran out of space at 0.005 s and was tried again at 0.006 s, step 6, without a"
                + " sweep", judged(story).why());
    }

    @Test
    void aWaiterThatGaveUpHasNothingToRetry() {
        Story story = told();
        story.install("w0", "k1", "c0").beginsWait().givesUp().fail("DEADLINE");
        assertEquals(Grade.UNKNOWN, judged(story).grade());
    }

    @Test
    void whoWasKilledBeforeItsRetryBrokeNoPromise() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT").dies();
        assertEquals(Grade.PASS, judged(story).grade());
    }
}
