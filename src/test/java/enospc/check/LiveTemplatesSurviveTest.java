package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.pristine;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTemplatesSurviveTest {

    private static final String CLAIM = "LiveTemplatesSurvive";

    private static Finding judged(Story story) {
        return story.finding(LiveTemplatesSurvive::new);
    }

    private static Command cloneOf(String key, String container) {
        return new Command.Clone(STORE.pristine(key), STORE.container(container));
    }

    @Test
    void aTemplateThatNobodyUsesMayGo() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        story.remove("w0", "c0").does(new Command.Destroy(STORE.container("c0"), false)).ok();
        story.sweep(true).evicts("k1").swept("k1");
        assertEquals(Finding.pass(CLAIM, "1 template evicted, none of them live or promised"), judged(story));
    }

    @Test
    void aTemplateWithACloneMayNot() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        story.sweep(true).evicts("k1").swept("k1");
        assertEquals(new Finding(CLAIM, Grade.FAIL, "nemesis's sweep evicted k1 at 0.014 s, step 14, while container c0"
                + " was a clone of it", List.of(1L, 13L, 14L), 3, false), judged(story));
    }

    @Test
    void noEvictionProvesNothing() {
        assertEquals(Finding.vacuous(CLAIM, "no template was evicted"), judged(told().end()));
    }

    @Test
    void aTemplateThatAnInstallWasPromisedMayNotGoBeforeItsClone() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").finds(new Command.Get(STORE.pristine("k1")), pristine("k1"));
        story.sweep(true).evicts("k1").swept("k1");
        op.refused(cloneOf("k1", "c0"), "ABSENT").fail("ABSENT");
        assertEquals(new Finding(CLAIM, Grade.FAIL, "w0 had k1 at 0.003 s, step 2; nemesis's sweep evicted it at"
                + " 0.005 s, step 5; the install failed at 0.012 s",
                List.of(1L, 2L, 5L, 10L, 12L), 5, false), judged(story));
    }

    @Test
    void whoeverMissesItsTemplateMayExtractAgain() {
        Story story = told();
        Story.Op op = story.install("w0", "k1", "c0").finds(new Command.Get(STORE.pristine("k1")), pristine("k1"));
        story.sweep(true).evicts("k1").swept("k1");
        op.refused(cloneOf("k1", "c0"), "ABSENT").extracts().ok();
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void anEvictionThatWasRefusedIsNone() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        story.sweep(true).refused(new Command.Destroy(STORE.pristine("k1"), false), "DEPENDENTS").swept();
        assertEquals(Grade.UNKNOWN, judged(story).grade());
    }

    @Test
    void aContainerThatIsBeingRemovedMayBeGoneAlready() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        story.remove("w0", "c0").begins(new Command.Destroy(STORE.container("c0"), false));
        story.sweep(true).evicts("k1").swept("k1");
        assertEquals(Grade.PASS, judged(story).grade());
    }

    @Test
    void aContainerWhoseRemovalBeginsDuringTheEvictionMayBeGoneAlready() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        Story.Op sweep = story.sweep(true).begins(new Command.Destroy(STORE.pristine("k1"), false));
        story.remove("w0", "c0").does(new Command.Destroy(STORE.container("c0"), false)).ok();
        sweep.ends("zfs destroy").swept("k1");
        assertEquals(Grade.PASS, judged(story).grade());
    }
}
