package enospc.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lanes wake in the order of their times and ties, whatever is put in, put back and taken out meanwhile.
class SleepersTest {

    private static final Comparator<Lane> ORDER =
            Comparator.comparingLong((Lane lane) -> lane.wake).thenComparingLong(lane -> lane.tie);

    private final Sleepers sleepers = new Sleepers();
    private final List<Lane> model = new ArrayList<>();
    private long now;

    private void sleep(Lane lane, Chance chance, int times) {
        lane.sleepUntil(now + chance.below(times), chance.next());
    }

    private void wakesAsTheModelDoes(Chance chance, int lanes, int times) {
        for (int i = 0; i < lanes; i++) {
            Lane lane = new Lane("l" + i, null);
            sleep(lane, chance, times);
            sleepers.add(lane);
            model.add(lane);
        }
        for (int turn = 0; turn < 4000 && !model.isEmpty(); turn++) {
            model.sort(ORDER);
            Lane first = model.getFirst();
            assertEquals(first.wake, sleepers.nextWake());
            assertSame(first, sleepers.first());
            now = first.wake;
            switch (chance.below(8)) {
                case 0 -> {
                    sleepers.removeFirst();               // it runs, and sleeps again
                    sleep(first, chance, times);
                    sleepers.add(first);
                }
                case 1 -> {
                    Lane killed = model.get(chance.below(model.size()));
                    if (model.size() > lanes / 2) {
                        sleepers.remove(killed);
                        model.remove(killed);
                    }
                }
                default -> {
                    sleep(first, chance, times);
                    sleepers.firstSleepsOn();
                }
            }
        }
        sleepers.killAll();
        assertTrue(sleepers.isEmpty() && model.stream().allMatch(lane -> lane.dead));
    }

    @Test
    void manyAtFewTimes() {
        wakesAsTheModelDoes(new Seed(1).stream("few times"), 70, 3);
    }

    @Test
    void fewAtManyTimes() {
        wakesAsTheModelDoes(new Seed(2).stream("many times"), 20, 50);
    }

    @Test
    void oneAlone() {
        wakesAsTheModelDoes(new Seed(3).stream("alone"), 1, 2);
    }
}
