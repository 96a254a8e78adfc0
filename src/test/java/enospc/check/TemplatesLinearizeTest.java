package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.Command;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TemplatesLinearizeTest {

    private static final String CLAIM = "TemplatesLinearize";

    private static Finding judged(Story story) {
        return story.finding(TemplatesLinearize::new);
    }

    private static Command create(String key) {
        return new Command.Create(STORE.staging(key), new TreeMap<>());
    }

    @Test
    void extractingReusingAndEvictingFitAnOrder() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        story.install("w1", "k1", "c1").reuses().ok();
        story.sweep(true).evicts("k1").swept("k1");
        Command clone = new Command.Clone(STORE.pristine("k1"), STORE.container("c2"));
        story.install("w2", "k1", "c2").refused(clone, "ABSENT").extracts().ok();
        assertEquals(Finding.pass(CLAIM, "7 steps about templates fit an order"), judged(story));
    }

    @Test
    void aCloneOfWhatWasEvictedFitsNone() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        story.sweep(true).evicts("k1").swept("k1");
        story.install("w1", "k1", "c1").reuses();
        assertEquals(new Finding(CLAIM, Grade.FAIL, "w1's zfs clone of k1 at 0.02 s, step 20, found the template, but"
                + " by every order of the steps before it the template was absent", List.of(20L, 21L), 2, false),
                judged(story));
    }

    @Test
    void nothingAboutTemplatesProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "no step was about a template"), judged(told().end()));
    }

    @Test
    void aSecondExtractorBeforeTheSnapshotFitsNone() {
        Story story = told();
        Story.Op first = story.install("w0", "k1", "c0").creates()
                .does(new Command.Rename(STORE.staging("k1"), STORE.template("k1")));
        story.install("w1", "k1", "c1").does(create("k1"));
        first.does(new Command.Snapshot(STORE.pristine("k1")));
        assertEquals("w1's zfs create of k1 at 0.007 s, step 7, made the staging dataset, but by every order of the"
                + " steps before it the template was being installed", judged(story).why());
    }

    @Test
    void aStepThatNobodyHeardOfMayHaveHappened() {
        Story story = told();
        story.install("w0", "k1", "c0").begins(create("k1")).dies();
        story.install("w1", "k1", "c1").refused(create("k1"), "EXISTS").discards().extracts().ok();
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aStepThatNobodyHeardOfMayNeverHappen() {
        Story story = told();
        story.install("w0", "k1", "c0").begins(create("k1")).dies();
        story.install("w1", "k1", "c1").extracts().ok();
        assertEquals(Grade.PASS, judged(story).grade());
    }
}
