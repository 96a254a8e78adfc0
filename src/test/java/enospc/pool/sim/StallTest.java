package enospc.pool.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The stall near a limit comes out of the rule of admission, at the size that was observed.
class StallTest {

    @Test
    void everyStallIsWithinAFactorOfTwoOfTheObservedOne() {
        List<StallTable.Row> far = StallTable.rows().stream()
                .filter(row -> row.ratio() < 0.5 || row.ratio() > 2).toList();
        assertEquals(List.of(), far);
    }

    @Test
    void fourTarsUnderOneQuotaStallEachOther() {
        double seconds = StallTable.fourTars();
        assertTrue(seconds > 120, "the first was done after " + seconds + " s");
    }
}
