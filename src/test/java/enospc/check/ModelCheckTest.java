package enospc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.NullNode;
import enospc.check.linear.GrowingWords;
import enospc.check.linear.RegisterWords;
import enospc.check.linear.TemplateWords;
import enospc.check.linear.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Histories in short: `process type f value`, an event a word group.
class ModelCheckTest {

    private static final Vocabulary<?, ?> CAS = new RegisterWords(true, NullNode.instance);
    private static final Vocabulary<?, ?> SET = new GrowingWords();

    @TempDir
    Path dir;

    private Verdict judged(Vocabulary<?, ?> words, String... events) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String event : events) {
            String[] parts = event.split(" ", 4);
            lines.append("{\"process\":\"").append(parts[0]).append("\",\"type\":\"").append(parts[1])
                    .append("\",\"f\":\"").append(parts[2]).append("\",\"value\":").append(parts[3]).append("}\n");
        }
        Path path = Files.writeString(dir.resolve("history.jsonl"), lines);
        return ModelCheck.check(path, words, Story.FACTS);
    }

    private String said(Vocabulary<?, ?> words, String... events) throws IOException {
        Verdict verdict = judged(words, events);
        return verdict.grade().text() + ": " + verdict.summary();
    }

    @Test
    void aRegisterThatIsReadAsItWasWrittenPasses() throws IOException {
        assertEquals("pass: 3 ops on 1 key fit an order", said(CAS, "0 invoke write 3", "1 invoke read null",
                "1 ok read null", "0 ok write 3", "1 invoke cas [3,4]", "1 ok cas [3,4]"));
    }

    @Test
    void aStaleReadFailsWithItsPrefixAndTheStates() throws IOException {
        Verdict verdict = judged(CAS, "0 invoke write [7,3]", "0 ok write [7,3]", "1 invoke write [7,4]",
                "1 ok write [7,4]", "1 invoke read [7,null]", "1 ok read [7,3]", "1 invoke read [8,null]",
                "1 ok read [8,null]");
        assertEquals("the ops of key 7 fit an order up to event 4; the read of 3 that began at event 4 and ended at 5"
                + " cannot be placed: the state was 4", verdict.summary());
        assertEquals(java.util.List.of(4L, 5L), verdict.findings().getFirst().evidence());
    }

    @Test
    void theEarliestOfTwoBreachesIsTold() throws IOException {
        assertEquals("fail: the ops of key 8 fit an order up to event 2; the read of 1 that began at event 1 and ended"
                + " at 3 cannot be placed: the state was null (and 1 more)", said(CAS, "0 invoke read [7,null]",
                "1 invoke read [8,null]", "2 invoke write [9,1]", "1 ok read [8,1]", "0 ok read [7,1]"));
    }

    @Test
    void aFailedOpHasNotHappenedAndALostOneMayHave() throws IOException {
        assertEquals("pass: 3 ops on 1 key fit an order", said(CAS, "0 invoke write 3", "0 fail write 3",
                "1 invoke write 4", "1 info write 4", "2 invoke read null", "2 ok read null", "2 invoke read null",
                "2 ok read 4"));
        assertEquals("fail", judged(CAS, "0 invoke write 3", "0 fail write 3", "2 invoke read null", "2 ok read 3")
                .grade().text());
    }

    @Test
    void theNemesisIsNoClient() throws IOException {
        assertEquals("pass: 1 op on 1 key fit an order", said(CAS, "nemesis info kill null", ":nemesis info heal null",
                "0 invoke read null", "0 ok read null"));
    }

    @Test
    void aHistoryThatReadsNothingProvesNothing() throws IOException {
        assertEquals("unknown: nothing in 0 ops could have shown a fault", said(CAS));
        assertEquals("unknown: nothing in 1 op could have shown a fault", said(CAS, "0 invoke write 1",
                "0 ok write 1"));
        assertEquals(true, judged(CAS).findings().getFirst().vacuous());
    }

    @Test
    void anUnknownFEndsTheReading() throws IOException {
        assertEquals("unknown: the history is damaged at line 3, column 1: f is \"raed\" (did you mean \"read\"?); the"
                + " model knows read, write, cas; before that, 1 op on 1 key fit an order", said(CAS,
                "0 invoke read null", "0 ok read null", "0 invoke raed null", "0 ok read 7"));
    }

    @Test
    void opsThatDoNotTakeTurnsEndTheReading() throws IOException {
        assertEquals("line 2, column 1: process 0 begins write while its read of event 0 is open",
                judged(CAS, "0 invoke read null", "0 invoke write 1").damage());
        assertEquals("line 1, column 1: process 0 ends read, which it has not begun",
                judged(CAS, "0 ok read 1").damage());
        assertEquals("line 2, column 1: process 0 ends write, which it has not begun",
                judged(CAS, "0 invoke read null", "0 ok write 1").damage());
        assertEquals("line 2, column 1: process 0 ends read of key 2, which it began of key 1",
                judged(CAS, "0 invoke read [1,null]", "0 ok read [2,1]").damage());
    }

    @Test
    void aValueThatFitsNoOpEndsTheReading() throws IOException {
        assertEquals("line 2, column 1: a cas has the value 3, not a pair of old and new",
                judged(CAS, "0 invoke cas 3", "0 ok cas 3").damage());
        assertEquals("line 4, column 1: the value 3 is no pair of key and value, unlike that of the first op",
                judged(CAS, "0 invoke write [1,1]", "0 ok write [1,1]", "0 invoke write 3", "0 ok write 3").damage());
        assertEquals("line 2, column 1: a read has the value 3, not a list of elements",
                judged(SET, "0 invoke read null", "0 ok read 3").damage());
    }

    @Test
    void whatFailedBeforeTheDamageHasFailed() throws IOException {
        assertEquals("fail", judged(CAS, "0 invoke read null", "0 ok read 3", "0 ok read 3").grade().text());
    }

    @Test
    void aSetShowsEveryElementAddedBefore() throws IOException {
        assertEquals("pass: 3 ops on 1 key fit an order", said(SET, "0 invoke add 1", "0 ok add 1", "1 invoke add 2",
                "1 info add 2", "0 invoke read null", "0 ok read [2,1]"));
        assertEquals("fail: the ops fit an order up to event 4; the read of 1 elements that began at event 4 and ended"
                + " at 5 cannot be placed: the state had 2 elements; it lacks 1, and has beside them none",
                said(SET, "0 invoke add 1", "0 ok add 1", "1 invoke add 2", "1 ok add 2", "0 invoke read null",
                "0 ok read [2]"));
        assertEquals(Grade.UNKNOWN, judged(SET, "0 invoke add 1", "0 ok add 1").grade());
    }

    @Test
    void aTemplateIsClaimedPublishedUsedAndEvicted() throws IOException {
        Vocabulary<?, ?> words = new TemplateWords();
        assertEquals("pass: 3 ops on 2 keys fit an order", said(words, "0 invoke claim [5,0]", "0 ok claim [5,0]",
                "0 invoke publish [5,0]", "0 ok publish [5,0]", "1 invoke miss [6,0]", "1 ok miss [6,0]"));
        assertEquals("fail", judged(words, "0 invoke evict [5,0]", "0 ok evict [5,0]", "0 invoke give-up [5,0]",
                "0 ok give-up [5,0]", "0 invoke use [5,0]", "0 ok use [5,0]").grade().text());
        assertEquals(Grade.UNKNOWN, judged(words).grade());
    }
}
