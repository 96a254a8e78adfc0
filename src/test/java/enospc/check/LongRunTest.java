package enospc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.history.Event;
import enospc.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is measured with [LongRun] must be one run, under pressure, that could break every claim.
class LongRunTest {

    private static List<Event> history(long events) {
        List<Event> history = new ArrayList<>();
        LongRun.tell(events, history::add);
        return history;
    }

    @Test
    void severalRacesAreOneRunThatPassesEveryClaim() {
        List<Event> history = history(30_000);
        Verdict verdict = Checkers.check(history, Story.FACTS);
        assertTrue(history.size() >= 30_000, history.size() + " events");
        for (int i = 0; i < history.size(); i++) {
            assertEquals(i, history.get(i).index());
        }
        assertEquals(Grade.PASS, verdict.grade(), verdict.summary());
        assertEquals(List.of(), verdict.findings().stream().filter(finding -> finding.grade() != Grade.PASS).toList());
    }

    @Test
    void onceTheLogHasForgottenTheFirstRacesTheLastAreCompared() {
        Checkers checkers = new Checkers();
        LongRun.tell(500_000, checkers::see);
        Finding pool = checkers.verdict(Story.FACTS).findings().getLast();
        assertEquals(Grade.PASS, pool.grade(), pool.why());
        assertTrue(pool.why().contains("what is older is gone"), pool.why());
    }

    @Test
    void aBreachInTheLastRaceIsSeen() {
        List<Event> history = history(30_000);
        int at = history.size() - 1;
        while (!(history.get(at).value() instanceof Value.Census look) || !look.scope().startsWith("c")
                || look.digests().isEmpty()) {
            at--;
        }
        Event event = history.get(at);
        Value nothing = new Value.Census(((Value.Census) event.value()).scope(), List.of(), new TreeMap<>());
        history.set(at, new Event(at, event.time(), event.process(), event.type(), event.f(), nothing, event.error(),
                event.op()));
        assertEquals(List.of("EverySuccessInstalled"), Checkers.check(history, Story.FACTS).failed());
    }
}
