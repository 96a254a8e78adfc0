package enospc.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private final List<String> log = new ArrayList<>();
    private final SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
    private final VirtualTime time = new VirtualTime(new Seed(1), Duration.ofHours(1).toNanos());

    private void say(String what) {
        log.add(time.lane() + " " + what + " at " + time.nanos());
    }

    @Test
    void timeJumpsToTheNextWakeUp() {
        lanes.put("a", () -> {
            time.sleepNanos(30);
            say("woke");
        });
        lanes.put("b", () -> {
            time.sleepNanos(20);
            say("woke");
        });
        time.run(lanes);
        assertEquals(List.of("b woke at 20", "a woke at 30"), log);
    }

    @Test
    void theSeedBreaksTies() {
        List<List<String>> orders = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            List<String> order = new ArrayList<>();
            VirtualTime each = new VirtualTime(new Seed(seed), Long.MAX_VALUE);
            SequencedMap<String, Runnable> racing = new LinkedHashMap<>();
            racing.put("a", () -> order.add("a"));
            racing.put("b", () -> order.add("b"));
            each.run(racing);
            orders.add(order);
        }
        assertTrue(orders.contains(List.of("a", "b")) && orders.contains(List.of("b", "a")), orders.toString());
    }

    @Test
    void aKilledLaneRunsNothingMoreNotEvenAFinally() {
        lanes.put("victim", () -> {
            try {
                time.sleepNanos(100);
                say("slept");
            } finally {
                say("cleaned up");
            }
        });
        lanes.put("killer", () -> {
            time.sleepNanos(50);
            time.kill("victim");
        });
        time.run(lanes);
        assertEquals(List.of(), log);
    }

    @Test
    void aLockEndsWithItsHolder() {
        lanes.put("holder", () -> {
            time.take("key");
            time.sleepNanos(100);
        });
        lanes.put("other", () -> {
            time.sleepNanos(50);
            say("took: " + time.take("key"));
            time.kill("holder");
            say("took: " + time.take("key"));
        });
        time.run(lanes);
        assertEquals(List.of("other took: false at 50", "other took: true at 50"), log);
    }

    @Test
    void aLiveLockEndsAtTheHorizon() {
        lanes.put("spinner", () -> {
            while (true) {
                time.sleepNanos(1_000_000_000L);
            }
        });
        assertEquals(false, time.run(lanes));
    }

    @Test
    void whatALaneThrowsEndsTheRunAndNamesTheLane() {
        lanes.put("bad", () -> {
            time.sleepNanos(7);
            throw new IllegalArgumentException("no");
        });
        lanes.put("good", () -> {
            time.sleepNanos(9);
            say("went on");
        });
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> time.run(lanes));
        assertEquals("lane bad at 7 ns: java.lang.IllegalArgumentException: no", thrown.getMessage());
        assertEquals(List.of(), log);
    }

    @Test
    void anInterruptKillsAllLanes() {
        lanes.put("a", () -> {
            Thread.currentThread().interrupt();
            time.sleepNanos(10);
            say("went on");
        });
        lanes.put("b", () -> time.sleepNanos(10));
        assertEquals(false, time.run(lanes));
        assertEquals(List.of(), log);
    }
}
