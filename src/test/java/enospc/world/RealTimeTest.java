package enospc.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Collections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RealTimeTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
    private final RealTime time = new RealTime();

    @Test
    void aKilledLaneDiesInItsSleepAndInEveryLaterOne() {
        CountDownLatch sleeping = new CountDownLatch(1);
        lanes.put("victim", () -> {
            try {
                sleeping.countDown();
                time.sleep(LONG);
            } catch (Crashed first) {
                time.sleep(LONG);
            }
            log.add("lived on");
        });
        lanes.put("killer", () -> {
            await(sleeping);
            time.kill("victim");
        });
        time.run(lanes);
        assertEquals(List.of(), log);
    }

    @Test
    void aLockEndsWithItsHolder() {
        lanes.put("holder", () -> time.take("key"));
        time.run(lanes);
        lanes.clear();
        lanes.put("other", () -> log.add("took: " + time.take("key")));
        time.run(lanes);
        assertEquals(List.of("took: true"), log);
    }

    @Test
    void anInterruptOfTheCallerKillsAllLanes() {
        Thread caller = Thread.currentThread();
        lanes.put("a", () -> {
            caller.interrupt();
            time.sleep(LONG);
        });
        lanes.put("b", () -> time.sleep(LONG));
        assertEquals(false, time.run(lanes));
    }

    @Test
    void whatALaneThrowsEndsTheRunAndNamesTheLane() {
        lanes.put("bad", () -> {
            throw new IllegalArgumentException("no");
        });
        lanes.put("good", () -> time.sleep(LONG));
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> time.run(lanes));
        assertEquals("lane bad: java.lang.IllegalArgumentException: no", thrown.getMessage());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
