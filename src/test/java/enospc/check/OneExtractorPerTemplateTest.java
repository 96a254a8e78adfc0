package enospc.check;

import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneExtractorPerTemplateTest {

    private static final String CLAIM = "OneExtractorPerTemplate";

    private static Finding judged(Story story) {
        return story.finding(OneExtractorPerTemplate::new);
    }

    @Test
    void oneAfterTheOtherMayExtract() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT").discards().fail("EDQUOT");
        story.install("w1", "k1", "c1").extracts().ok();
        assertEquals(Finding.pass(CLAIM, "2 copies, never two at work on one key"), judged(story));
    }

    @Test
    void twoAtOnceAreOneTooMany() {
        Story story = told();
        Story.Op first = story.install("w0", "k1", "c0").creates().beginsCopy("pipe");
        story.install("w1", "k1", "c1").copies("pipe");
        first.ends("pipe");
        assertEquals(new Finding(CLAIM, Grade.FAIL, "w1's pipe began at 0.006 s, step 6, while w0 was extracting k1 as"
                + " well, since 0.001 s", List.of(1L, 5L, 6L), 3, false), judged(story));
    }

    @Test
    void nothingCopiedProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "nothing was copied"), judged(told().end()));
    }

    @Test
    void twoKeysMayBeExtractedAtOnce() {
        Story story = told();
        Story.Op first = story.install("w0", "k1", "c0").creates().beginsCopy("pipe");
        story.install("w1", "k2", "c1").extracts().ok();
        first.ends("pipe").publishes().ok();
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aKilledExtractorMayHaveStoppedBeforeItsDeathWasHeard() {
        Story story = told();
        Story.Op killed = story.install("w0", "k1", "c0").creates().beginsCopy("pipe");
        story.install("w1", "k1", "c1").discards().extracts().ok();
        killed.dies();
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void whoeverHasGivenUpIsNoExtractorAnyMore() {
        Story story = told();
        Story.Op first = story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT").discards();
        story.install("w1", "k1", "c1").extracts().ok();
        first.fail("EDQUOT");
        assertEquals(Grade.PASS, judged(story).grade());
    }
}
