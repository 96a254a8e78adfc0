package enospc.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.pool.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final String KEY = "3fa9".repeat(16);
    private static final String TEMPLATE = "pool/store/.templates/" + KEY;

    private final List<Event> history = new ArrayList<>();

    private void event(String process, Type type, String f, Value value) {
        history.add(new Event(history.size(), history.size() * 1_000_000L, process, type, f, value,
                type == Type.FAIL ? new Problem("EXISTS", "taken") : Problem.NONE, Event.NO_OP));
    }

    private void create(String process, Type type) {
        event(process, type, "zfs create", type == Type.INVOKE
                ? new Value.Step(new Command.Create(TEMPLATE + ".tmp", new TreeMap<>())) : Value.None.NONE);
    }

    @Test
    void stepsThatOverlapTakeTwoLinesAndOthersOne() {
        create("w0", Type.INVOKE);
        create("w1", Type.INVOKE);
        create("w1", Type.FAIL);
        create("w0", Type.OK);
        List<String> story = Story.of(history, List.of(2L));
        assertTrue(story.get(0).startsWith("time       | w0"), story.get(0));
        assertTrue(story.get(2).contains("  create 3fa9.tmp ..."), story.get(2));
        assertTrue(story.get(3).contains("* create 3fa9.tmp: EXISTS"), story.get(3));
        assertTrue(story.get(4).contains("  ... create: ok"), story.get(4));
        assertEquals("* = evidence; 3 lines of 2 steps and ops", story.get(5));
    }

    @Test
    void aLongHistoryIsToldInFortyLinesWithItsEvidence() {
        for (int i = 0; i < 500; i++) {
            create("w" + i % 7, Type.INVOKE);
            create("w" + i % 7, Type.OK);
        }
        List<String> story = Story.of(history, List.of(901L, 903L));
        assertTrue(story.size() <= 40, story.size() + " lines");
        assertEquals(2, story.stream().filter(line -> line.contains("* create")).count());
        assertTrue(story.stream().allMatch(line -> line.length() <= 118), String.join("\n", story));
    }

    @Test
    void whoPollsTakesALine() {
        create("w1", Type.INVOKE);
        for (int i = 0; i < 30; i++) {
            create("w0", Type.INVOKE);
            create("w0", Type.FAIL);
        }
        create("w1", Type.OK);
        List<String> story = Story.of(history, List.of(61L));
        assertTrue(story.get(2).contains("  create 3fa9.tmp ...") || story.get(2).contains("* create 3fa9.tmp ..."),
                story.get(2));
        assertTrue(story.get(3).contains("  create 3fa9.tmp: EXISTS x 30"), story.get(3));
        assertEquals("* = evidence; 3 lines of 31 steps and ops", story.getLast());
    }

    @Test
    void nothingIsAStoryToo() {
        assertEquals(List.of("nothing happened that could be told"), Story.of(List.of(), List.of()));
    }
}
