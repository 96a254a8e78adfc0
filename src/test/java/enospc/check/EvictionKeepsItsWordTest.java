package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.filled;
import static enospc.check.Story.pristine;
import static enospc.check.Story.told;
import static enospc.check.Story.used;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.Command;
import enospc.pool.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvictionKeepsItsWordTest {

    private static final String CLAIM = "EvictionKeepsItsWord";
    private static final Dataset[] OLD_K1_NEW_K2 = {used("k1", 10), pristine("k1"), used("k2", 20), pristine("k2")};

    private static Finding judged(Story story) {
        return story.finding(EvictionKeepsItsWord::new);
    }

    /// Both templates have been made, long ago.
    private static Story withTwoTemplates() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        story.install("w0", "k2", "c1").extracts().ok();
        return story.at(100);
    }

    private static Story.Op sweep(Story story, boolean allWarm) {
        return story.sweep(allWarm).finds(new Command.ListAll(STORE.containers()), OLD_K1_NEW_K2);
    }

    @Test
    void allThatIsIdleGoesOldestFirst() {
        Story story = withTwoTemplates();
        sweep(story, true).evicts("k1").evicts("k2").swept("k1", "k2");
        assertEquals(Finding.pass(CLAIM, "2 templates evicted in the right order, each whole"), judged(story));
    }

    @Test
    void theLastUsedMustNotGoFirst() {
        Story story = withTwoTemplates();
        sweep(story, false).evicts("k2").swept("k2");
        assertEquals(new Finding(CLAIM, Grade.FAIL, "nemesis's sweep at 100.003 s, step 28, went for k2, last used"
                + " at 20, before k1, last used at 10", List.of(25L, 26L, 28L), 3, false), judged(story));
    }

    @Test
    void noEvictionProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "no sweep evicted anything"), judged(told().end()));
    }

    @Test
    void whoWasToldToTakeAllMustTryAll() {
        Story story = withTwoTemplates();
        sweep(story, true).evicts("k1").swept("k1");
        assertEquals("nemesis's sweep at 100.0 s, step 25, was told to evict all that is idle, and never tried k2",
                judged(story).why());
    }

    @Test
    void whoWasNotToldToTakeAllMayStop() {
        Story story = withTwoTemplates();
        sweep(story, false).evicts("k1").swept("k1");
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void whatSomebodyIsInstallingMayStay() {
        Story story = withTwoTemplates();
        Story.Op sweep = sweep(story, true).evicts("k1");
        story.install("w1", "k2", "c2");
        sweep.swept("k1");
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void whatAnotherSweepIsAtMayStay() {
        Story story = withTwoTemplates();
        Story.Op other = story.install("w1", "k9", "c9").beginsSweep("install", false)
                .begins(new Command.Destroy(STORE.pristine("k2"), false));
        Story.Op sweep = sweep(story, true).evicts("k1");
        other.ends("zfs destroy");
        sweep.swept("k1");
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void belowTheThresholdAWarmOneMayBePassedOver() {
        Story story = withTwoTemplates();
        sweep(story, false).finds(new Command.Get(STORE.templates()), filled(799))
                .finds(new Command.Get(STORE.templates()), filled(800)).evicts("k2").swept("k2");
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void whatItsOwnReadingDoesNotShowAsIdleMustStay() {
        Story story = withTwoTemplates();
        sweep(story, true).evicts("k1").evicts("k2").evicts("k3").swept("k1", "k2", "k3");
        assertEquals("nemesis's sweep at 100.011 s, step 36, went for k3, which its own reading, step 26, does not show"
                + " as idle", judged(story).why());
    }

    @Test
    void halfAnEvictionIsNone() {
        Story story = withTwoTemplates();
        sweep(story, false).does(new Command.Destroy(STORE.pristine("k1"), false))
                .refused(new Command.Destroy(STORE.template("k1"), false), "BUSY").swept();
        assertEquals("nemesis's sweep at 100.003 s, step 28, destroyed the snapshot of k1 and left the dataset",
                judged(story).why());
    }

    @Test
    void aSnapshotThatIsTakenAgainMendsIt() {
        Story story = withTwoTemplates();
        sweep(story, false).does(new Command.Destroy(STORE.pristine("k1"), false))
                .refused(new Command.Destroy(STORE.template("k1"), false), "BUSY")
                .does(new Command.Snapshot(STORE.pristine("k1"))).swept();
        assertEquals(Grade.PASS, judged(story).grade());
    }
}
