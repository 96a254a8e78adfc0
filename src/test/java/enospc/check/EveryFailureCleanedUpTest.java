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

class EveryFailureCleanedUpTest {

    private static final String CLAIM = "EveryFailureCleanedUp";

    private static Finding judged(Story story) {
        return story.finding(EveryFailureCleanedUp::new);
    }

    private static Story.Op failed(Story story) {
        Story.Op op = story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT").discards();
        op.fail("EDQUOT");
        return op;
    }

    @Test
    void aFailureThatLeavesNothingIsClean() {
        Story story = told();
        failed(story).looks();
        assertEquals(Finding.pass(CLAIM, "1 install said fail and left nothing"), judged(story));
    }

    @Test
    void aContainerOfAFailureIsLeftBehind() {
        Story story = told();
        failed(story).looks(container("c0", "k1"));
        assertEquals(new Finding(CLAIM, Grade.FAIL, "w0 said fail at 0.008 s (EDQUOT: planted); the census at 0.009 s"
                + " shows its container c0", List.of(1L, 8L, 10L), 3, false), judged(story));
    }

    @Test
    void noFailureProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "no install said fail"), judged(told().end()));
    }

    @Test
    void itsStagingDatasetIsLeftBehind() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").creates()
                .refused(new Command.Destroy(STORE.staging("k1"), true), "BUSY");
        op.fail("EDQUOT");
        op.looks(staging("k1"));
        assertEquals("w0 said fail at 0.006 s (EDQUOT: planted); the census at 0.007 s shows its staging dataset of k1",
                judged(story).why());
    }

    @Test
    void anotherExtractorsStagingDatasetIsNotItsOwn() {
        Story story = told();
        Story.Op loser = failed(story);
        story.install("w1", "k1", "c1").creates();
        loser.looks(staging("k1"));
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aStagingDatasetThatAnotherMayBeMakingIsNotItsOwn() {
        Story story = told();
        Story.Op loser = failed(story);
        story.install("w1", "k1", "c1").begins(new Command.Create(STORE.staging("k1"), new TreeMap<>()));
        loser.looks(staging("k1"));
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aTemplateThatItPublishedWithoutASnapshotIsLeftBehind() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").creates()
                .does(new Command.Rename(STORE.staging("k1"), STORE.template("k1")));
        op.fail("ABSENT");
        op.looks(template("k1"));
        assertEquals(Grade.FAIL, judged(story).grade());
    }

    @Test
    void aTemplateThatASweepIsTakingIsNotItsOwn() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").extracts();
        op.fail("OTHER");
        story.sweep(true).begins(new Command.Destroy(STORE.pristine("k1"), false));
        op.looks(template("k1"));
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aWholeTemplateMayStay() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").extracts();
        op.fail("OTHER");
        op.looks(template("k1"), pristine("k1"));
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aContainerThatNobodyIsOwedAtTheEndWasLeftBehind() {
        Story story = told();
        failed(story).looks();
        assertEquals("the census at 0.011 s shows container c0, whose install failed or which was removed",
                judged(story.end(container("c0", "k1"))).why());
    }

    @Test
    void theContainerOfAKilledInstallMayStay() {
        Story story = told();
        failed(story).looks();
        story.install("w1", "k2", "c1").extracts().dies();
        assertEquals(Grade.PASS, judged(story.end(container("c1", "k2"))).grade());
    }
}
