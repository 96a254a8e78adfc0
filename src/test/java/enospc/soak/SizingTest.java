package enospc.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.plan.Workload;
import enospc.pool.Contents;
import enospc.pool.Image;
import enospc.pool.Image.Files;
import enospc.pool.Image.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Quotas for given images, by simulated runs.
class SizingTest {

    private static final long MIB = 1 << 20;
    private static final int THRESHOLD = 80;

    private static List<Image> images(int count, long bytes) {
        return IntStream.range(0, count).mapToObj(i -> new Image("i" + i, Contents.hex("i" + i), Format.SQUASHFS, i,
                List.of(new Files((int) (bytes / (64 << 10)), 64 << 10)))).toList();
    }

    private static Sizing sizing(List<Image> images, Map<String, String> said) {
        return new Sizing(Workload.of("test", Map.of("sweep-every", "0s", "squeeze-every", "0s", "workers", "4",
                "rounds", "2")).with(said), images, 1, 4, 2);
    }

    @Test
    void allImagesFitOnceTheQuotaIsThatOfAllTogether() {
        Sizing sizing = sizing(images(4, 2 * MIB), Map.of());
        long all = sizing.measured().values().stream().mapToLong(Long::longValue).sum();
        assertEquals(new Forecast(4, 0, 32, 32, 0, 0, 0), sizing.at(2 * all, THRESHOLD).forecast());
    }

    @Test
    void noneFitsUnderAQuotaBelowTheSmallest() {
        Sizing.Tried tried = sizing(images(4, 2 * MIB), Map.of()).at(MIB, THRESHOLD);
        assertEquals(new Forecast(4, 4, 32, 0, 0, 32, 0), tried.forecast());
        assertEquals(Optional.of(1L), tried.seed());
    }

    @Test
    void aCopyThatRunsUpToItsDeadlineIsCountedAsStalled() {
        Forecast forecast = sizing(images(4, 2 * MIB), Map.of("pipe-deadline", "1ms")).at(64 * MIB, THRESHOLD)
                .forecast();
        assertEquals(forecast.installs(), forecast.stalled());
    }

    @Test
    void containersThatLiveOnNeedTheSumAndThoseThatGoNeedLess() {
        Map<String, String> living = Map.of("rounds", "1", "hold", "1h", "workers", "4");
        Map<String, String> going = Map.of("rounds", "1", "hold", "100ms", "workers", "4", "stagger", "60s");
        SequencedMap<String, Long> measured = sizing(images(4, 2 * MIB), living).measured();
        long all = measured.values().stream().mapToLong(Long::longValue).sum();
        Sizing.Least sum = sizing(images(4, 2 * MIB), living).least(measured, THRESHOLD).orElseThrow();
        Sizing.Least less = sizing(images(4, 2 * MIB), going).least(measured, THRESHOLD).orElseThrow();
        assertTrue(sum.least().quota() > all * 9 / 10, sum::toString);
        assertTrue(less.least().quota() < all * 3 / 4, less::toString);
        assertTrue(sum.least().forecast().allSucceed() && sum.below().orElseThrow().seed().isPresent(), sum::toString);
    }

    @Test
    void equalSeedsGiveEqualAnswers() {
        SequencedMap<String, Long> measured = sizing(images(3, MIB), Map.of()).measured();
        assertEquals(sizing(images(3, MIB), Map.of()).least(measured, THRESHOLD),
                sizing(images(3, MIB), Map.of()).least(measured, THRESHOLD));
    }

    @Test
    void ofEqualThresholdsTheHighestIsTaken() {
        Forecast calm = new Forecast(1, 0, 8, 8, 0, 0, 0);
        Forecast restless = new Forecast(1, 0, 8, 6, 2, 0, 0);
        Forecast failing = new Forecast(1, 1, 8, 7, 0, 1, 0);
        assertEquals(80, Sizing.best(List.of(tried(95, restless), tried(90, failing), tried(80, calm),
                tried(70, calm))).threshold());
    }

    private static Sizing.Tried tried(int threshold, Forecast forecast) {
        return new Sizing.Tried(MIB, threshold, forecast, Optional.empty());
    }
}
