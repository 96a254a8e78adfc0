package enospc.check;

import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.history.Event.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoPipePastDeadlineTest {

    private static final String CLAIM = "NoPipePastDeadline";

    private static Finding judged(Story story) {
        return story.finding(NoPipePastDeadline::new);
    }

    @Test
    void aPipeThatEndsAtItsDeadlineIsInTime() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().beginsCopy("pipe").at(60.004).ends("pipe").publishes().ok();
        assertEquals(Finding.pass(CLAIM, "2 copies, waits and installs ended in time"), judged(story));
    }

    @Test
    void aPipeThatGoesOnPastItHangs() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().beginsCopy("pipe").at(70).ends("pipe").publishes().ok();
        assertEquals(new Finding(CLAIM, Grade.FAIL, "w0's pipe into k1.tmp, which began at 0.004 s, step 4, took"
                + " 69.996 s; it may take 60.0 s and 5.0 s of grace", List.of(1L, 4L, 5L), 3, false), judged(story));
    }

    @Test
    void nothingEndedProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "no copy, wait or install has ended"), judged(told().end()));
    }

    @Test
    void aPipeThatNeverEndsHangs() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().beginsCopy("pipe");
        assertEquals("w0's pipe into k1.tmp, which began at 0.004 s, step 4, still ran after 99.998 s; it may take"
                + " 60.0 s and 5.0 s of grace", judged(story.at(100).end()).why());
    }

    @Test
    void aPipeThatWasKilledWithItsInstallAfterItsDeadlineHung() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().beginsCopy("pipe").at(100).dies();
        assertEquals(Grade.FAIL, judged(story).grade());
    }

    @Test
    void anUnfinishedPipeOfACutRunMayStillBeInTime() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().beginsCopy("pipe").at(30);
        story.census("all");
        assertEquals(Grade.UNKNOWN, judged(story).grade());
    }

    @Test
    void timeInWhichNoSpaceCouldBeHadDoesNotCount() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").creates().beginsCopy("pipe");
        story.at(10).squeeze(100).released(Type.OK);
        story.at(40).release(100).released(Type.OK);
        op.at(80).ends("pipe").publishes().ok();
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aSqueezeThatWasRefusedExcusesNobody() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").creates().beginsCopy("pipe");
        story.at(10).squeeze(100).released(Type.FAIL);
        op.at(80).ends("pipe").publishes().ok();
        assertEquals(Grade.FAIL, judged(story).grade());
    }

    @Test
    void whatTheToolEndedAtItsDeadlineHasAMinuteToGo() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().beginsCopy("pipe").at(100).endsShort("pipe", "DEADLINE").discards()
                .fail("DEADLINE");
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void oneThatIsThereLongAfterwardsIsStuck() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().beginsCopy("pipe").at(130).endsShort("pipe", "DEADLINE").discards()
                .fail("DEADLINE");
        assertEquals("w0's pipe into k1.tmp, step 4, was ended at its deadline, and its processes were there for"
                + " 129.996 s since it began; they have 60.0 s to go: one is stuck in the kernel", judged(story).why());
    }

    @Test
    void aWaitHasADeadlineToo() {
        Story story = told();
        story.install("w0", "k1", "c0").beginsWait().at(606).givesUp().fail("DEADLINE");
        assertEquals("w0's wait, which began at 0.002 s, step 2, took 605.998 s; it may take 600.0 s and 5.0 s of"
                + " grace", judged(story).why());
    }

    @Test
    void anInstallThatHangsInAnotherStepIsFoundAsWell() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().at(800).fail("OTHER");
        assertEquals(Grade.FAIL, judged(story).grade());
    }
}
