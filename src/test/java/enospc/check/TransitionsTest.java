package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.filled;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.pool.Command;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    /// Those that were taken, and how often.
    private static String taken(Story story) {
        TreeMap<String, Long> counts = new TreeMap<>(story.verdict().transitions());
        counts.values().removeIf(count -> count == 0);
        return counts.toString();
    }

    @Test
    void aRetryAfterASweepThatFreedSomethingSucceeds() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().copyFails("unsquashfs", "EDQUOT").retrySweep("k9")
                .copies("unsquashfs").publishes().ok();
        assertEquals("{evicts-under-pressure=1, retry-succeeds=1}", taken(story));
    }

    @Test
    void aRetryThatMeetsTheQuotaAgainFailsAndCleansUp() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().copyFails("unsquashfs", "EDQUOT").retrySweep()
                .copyFails("unsquashfs", "ENOSPC").discards().fail("ENOSPC");
        assertEquals("{retry-fails=1}", taken(story));
    }

    @Test
    void aRetryThatLeavesItsStagingDatasetIsNotThatTransition() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().copyFails("unsquashfs", "EDQUOT").retrySweep()
                .copyFails("unsquashfs", "ENOSPC").refused(new Command.Destroy(STORE.staging("k1"), true), "BUSY")
                .fail("ENOSPC");
        assertEquals("{}", taken(story));
    }

    @Test
    void aPipeMeetsTheQuotaOrHangs() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().copyFails("pipe", "EDQUOT").retrySweep()
                .copyFails("pipe", "DEADLINE").discards().fail("DEADLINE");
        assertEquals("{pipe-fails-clean=1, pipe-hangs=1, retry-fails=1}", taken(story));
    }

    @Test
    void aWaiterSharesWhatAnotherExtracted() {
        Story story = told();
        Story.Op extractor = story.install("w0", "k1", "c0").creates();
        Story.Op waiter = story.install("w1", "k1", "c1").beginsWait();
        extractor.copies("pipe").publishes().ok();
        waiter.reuses().wakes().ok();
        assertEquals("{waits-then-shares=1}", taken(story));
    }

    @Test
    void aSweepThatSawPressureAndThenEvictsIsUnderPressure() {
        Story story = told();
        story.sweep(false).finds(new Command.Get(STORE.templates()), filled(800)).evicts("k1").swept("k1");
        story.sweep(false).finds(new Command.Get(STORE.templates()), filled(799)).evicts("k2").swept("k2");
        story.sweep(false).finds(new Command.Get(STORE.templates()), filled(900)).swept();
        story.sweep(false).evicts("k3").swept("k3");
        assertEquals("{evicts-under-pressure=1}", taken(story));
    }

    @Test
    void aTemplateThatAContainerUsesIsLiveAndNotWarm() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        story.install("w1", "k1", "c1").reuses().ok();
        assertEquals("{}", taken(story));
    }

    @Test
    void aTemplateIsReusedWarmAfterItsLastContainerWent() {
        Story story = told();
        story.install("w0", "k1", "c0").extracts().ok();
        story.remove("w0", "c0").does(new Command.Destroy(STORE.container("c0"), false)).ok();
        story.install("w0", "k1", "c2").reuses().ok();
        story.install("w1", "k1", "c3").reuses().ok();
        assertEquals("{reuses-warm=1}", taken(story));
    }

    @Test
    void aKeyWhoseExtractorWasKilledIsInstalledLater() {
        Story story = told();
        story.install("w0", "k1", "c0").creates().beginsCopy("pipe").dies();
        story.install("w1", "k1", "c1").discards().extracts().ok();
        story.install("w2", "k1", "c2").reuses().ok();
        assertEquals("{crash-then-recovers=1}", taken(story));
    }
}
