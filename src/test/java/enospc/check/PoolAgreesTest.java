package enospc.check;

import static enospc.check.Story.STORE;
import static enospc.check.Story.entry;
import static enospc.check.Story.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.pool.Command;
import enospc.pool.PoolLog.Entry;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PoolAgreesTest {

    private static final Entry STORE_MADE = entry(0, "create", STORE.templates());
    private static final Entry MADE = entry(10, "create", STORE.staging("k1"));
    private static final Entry SEALED = entry(10, "snapshot", STORE.staging("k1") + "@pristine");
    private static final Entry CLONED = entry(10, "clone", STORE.container("c0"));
    private static final Entry RENAMED = entry(10, "rename", STORE.staging("k1"));

    private static Story installed() {
        Story story = told().at(10);
        story.install("w0", "k1", "c0").extracts().ok();
        return story.at(20);
    }

    private static Finding judged(Story story) {
        return story.end().finding(PoolAgrees::new);
    }

    @Test
    void aLogThatHasWhatWasReportedAgrees() {
        assertEquals(Finding.pass("PoolAgrees", "4 changes reported, each in the pool's own log, and no other"),
                judged(installed().log(STORE_MADE, MADE, SEALED, CLONED, RENAMED)));
    }

    @Test
    void aChangeThatTheLogLacksIsABreach() {
        Finding finding = judged(installed().log(STORE_MADE, MADE, SEALED, CLONED));
        assertEquals("w0's zfs rename of store/.templates/k1.tmp was answered with done at 10.012 s, step 12, but the"
                + " pool's own log has no rename of it then", finding.why().replaceAll("step \\d+", "step 12")
                .replaceAll("10\\.0\\d+ s", "10.012 s"));
        assertEquals(Grade.FAIL, finding.grade());
    }

    @Test
    void anEntryAtAnotherTimeIsNoWitness() {
        assertEquals(Grade.FAIL, judged(installed().log(STORE_MADE, MADE, SEALED, CLONED,
                entry(14, "rename", STORE.staging("k1")))).grade());
    }

    @Test
    void aChangeThatNobodyReportedIsABreach() {
        assertEquals("the pool's own log has a destroy of store/c0 at 12 s, txg 5, which no step of this history"
                + " reports",
                judged(installed().log(STORE_MADE, MADE, SEALED, CLONED, RENAMED,
                        entry(12, "destroy", STORE.container("c0")))).why());
    }

    @Test
    void whatAKilledWorkerWasAtMayBeThereOrNot() {
        Story story = told().at(10);
        story.install("w0", "k1", "c0").begins(new Command.Create(STORE.staging("k1"), new TreeMap<>())).dies();
        Entry late = entry(13, "create", STORE.staging("k1"));
        assertEquals(Grade.PASS, judged(story.at(20).log(STORE_MADE, late)).grade());
        Story other = told().at(10);
        other.install("w0", "k1", "c0").begins(new Command.Create(STORE.staging("k1"), new TreeMap<>())).dies();
        assertEquals(Grade.PASS, judged(other.at(20).log(STORE_MADE)).grade());
    }

    @Test
    void aRecursiveDestroyExplainsWhatWasBelow() {
        Story story = told().at(10);
        story.install("w0", "k1", "c0").creates().discards().fail("EDQUOT");
        assertEquals(Grade.PASS, judged(story.at(20).log(STORE_MADE, MADE, entry(10, "destroy",
                STORE.staging("k1") + "@pristine"), entry(10, "destroy", STORE.staging("k1")))).grade());
    }

    @Test
    void aRotatedLogIsComparedFromItsFirstEntryOn() {
        Finding finding = judged(installed().log(entry(15, "create", "p/other")));
        assertEquals(Grade.PASS, finding.grade());
        assertTrue(finding.why().endsWith("only from 17 s on, what is older is gone"), finding.why());
    }

    @Test
    void aStepThatTheComparisonBeginsWithinIsReported() {
        String slow = STORE.staging("k2") + "@pristine";
        Story story = told().at(11.5);
        story.install("w0", "k2", "c0").begins(new Command.Snapshot(slow)).at(13.5).ends("zfs snapshot");
        Finding finding = judged(story.at(20).log(entry(10, "create", "p/other"), entry(13, "snapshot", slow)));
        assertEquals(Grade.PASS, finding.grade(), finding.why());
    }

    /// With thousands of workers a step takes seconds, and those that end after it began are many.
    @Test
    void whatWasForgottenIsNotMissedWhenAnOlderStepIsKept() {
        String slow = STORE.staging("k2") + "@pristine";
        Story story = told().at(12);
        Story.Op older = story.install("w1", "k2", "c1").begins(new Command.Snapshot(slow));
        story.at(20);
        story.install("w0", "k1", "c0").does(new Command.Snapshot(STORE.staging("k1") + "@pristine"));
        older.at(20.5).ends("zfs snapshot");
        Story.Op more = story.install("w2", "k3", "c2");
        for (int i = 1; i < PoolAgrees.CHANGES_MOST; i++) {
            more.at(21).does(new Command.Snapshot(STORE.staging("k3") + "@pristine"));
        }
        Finding finding = judged(story.at(30).log(STORE_MADE,
                entry(20, "snapshot", STORE.staging("k1") + "@pristine")));
        assertEquals("65536 changes reported, each in the pool's own log, and no other; only from 22 s on, what is"
                + " older is gone", finding.why());
    }

    @Test
    void whatLiesElsewhereIsNobodysBusiness() {
        assertEquals(Grade.PASS, judged(installed().log(STORE_MADE, MADE, SEALED, CLONED, RENAMED,
                entry(12, "destroy", "p/measure"))).grade());
    }

    @Test
    void nothingReadNothingProven() {
        assertEquals(Finding.vacuous("PoolAgrees", "the pool's own log was not read"), judged(installed()));
    }
}
