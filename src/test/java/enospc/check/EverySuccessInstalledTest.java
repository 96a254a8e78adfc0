package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.container;
import static enospc.check.Story.dataset;
import static enospc.check.Story.pristine;
import static enospc.check.Story.right;
import static enospc.check.Story.template;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EverySuccessInstalledTest {

    private static final String CLAIM = "EverySuccessInstalled";

    private static Finding judged(Story story) {
        return story.finding(EverySuccessInstalled::new);
    }

    @Test
    void aContainerThatIsThereConfirmsItsInstall() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").extracts();
        op.ok();
        op.looks(template("k1"), pristine("k1"), container("c0", "k1")).digest(STORE.container("c0"), right("k1"));
        assertEquals(Finding.pass(CLAIM, "1 install said ok; their containers were seen 1 time"), judged(story));
    }

    @Test
    void anOkWithoutAContainerIsALie() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").extracts();
        op.ok();
        story.install("w1", "k2", "c1").beginsSweep("retry", true).evicts("k1").endsSweep("k1").fail("EDQUOT");
        assertEquals(new Finding(CLAIM, Grade.FAIL, "w0 said ok at 0.012 s; the census at 0.021 s shows no"
                        + " container c0, a clone of k1; k1 was last destroyed by w1's sweep at 0.017 s, step 17",
                        List.of(1L, 12L, 17L, 22L), 4, false),
                judged(story.end()));
    }

    @Test
    void noOkProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "no install said ok"), judged(told().end()));
    }

    @Test
    void anOkThatNobodyLookedAtIsUnknown() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        assertEquals(Finding.unknown(CLAIM, "1 install said ok, and no census looked"), judged(story));
    }

    @Test
    void aContainerThatIsNoCloneIsNotInstalled() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        assertEquals("w0 said ok at 0.012 s; the census at 0.013 s shows c0 as no clone at all, not of k1@pristine",
                judged(story.end(dataset(STORE.container("c0"), ""))).why());
    }

    @Test
    void aWrongContentIsNotInstalled() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").extracts();
        op.ok();
        op.looks(container("c0", "k1")).digest(STORE.container("c0"), right("k2"));
        assertEquals(Grade.FAIL, judged(story).grade());
    }

    @Test
    void aRemovedContainerIsOwedToNobody() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").extracts();
        op.ok();
        op.looks(container("c0", "k1"));
        story.remove("w0", "c0").ok();
        assertEquals(Grade.PASS, judged(story.end()).grade());
    }

    @Test
    void aContainerWhoseRemovalBeginsDuringACensusMayBeMissing() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").extracts();
        op.ok();
        op.looks(container("c0", "k1"));
        story.overlapping("all", () -> story.remove("w0", "c0").ok());
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aContainerThatSaidOkDuringACensusMayBeMissing() {
        Story story = told();
        story.overlapping("all", () -> story.install("w0", "k1", "c0").extracts().ok());
        assertEquals(Grade.PASS, judged(story.end(container("c0", "k1"))).grade());
    }}
