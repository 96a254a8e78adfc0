package enospc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.history.Event;
import enospc.install.Bug;
import enospc.plan.Workload;
import enospc.run.Races;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each claim hears of all that it needs, and of nothing else.
class ClaimsTest {

    private static final int SEEDS = Integer.getInteger("enospc.seeds", 5);

    /// A claim that is told of everything, whatever it asks for.
    private record Told(Checker checker) implements Checker {

        @Override
        public String claim() {
            return checker.claim();
        }

        @Override
        public void see(Event event, Span span) {
            checker.see(event, span);
        }

        @Override
        public void lost(Event event, Span step) {
            checker.lost(event, step);
        }

        @Override
        public Finding end() {
            return checker.end();
        }
    }

    /// Notes of which kinds it hears.
    private static final class Listener implements Checker {

        private final Set<Kind> heard = EnumSet.noneOf(Kind.class);
        private final List<String> lost = new ArrayList<>();

        @Override
        public String claim() {
            return "Listener";
        }

        @Override
        public Set<Kind> hears() {
            return Set.of(Kind.INSTALL, Kind.COPY);
        }

        @Override
        public void see(Event event, Span span) {
            heard.add(span.kind());
        }

        @Override
        public void lost(Event event, Span step) {
            lost.add(event.f() + " " + step.f());
        }

        @Override
        public Finding end() {
            return Finding.pass(claim(), "");
        }
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void aClaimSaysTheSameIfItIsToldOfEverything(Bug bug) {
        for (String more : List.of("sharing unique", "sharing shared images 6 kill-every 4s")) {
            String[] words = ("rounds 3 image-size 256K..1M bug " + bug.text() + " " + more).split(" ");
            TreeMap<String, String> said = new TreeMap<>();
            for (int i = 0; i < words.length; i += 2) {
                said.put(words[i], words[i + 1]);
            }
            Workload workload = Races.race(said);
            for (int seed = 0; seed < SEEDS; seed++) {
                List<Event> history = Races.run(workload, seed);
                assertEquals(Checkers.check(history, Story.FACTS, Claims.ALL.as(Told::new)),
                        Checkers.check(history, Story.FACTS), bug + ", " + more + ", seed " + seed);
            }
        }
    }

    @Test
    void aClaimIsToldOfWhatItAsksFor() {
        Listener listener = new Listener();
        Checkers.check(Races.run(Races.race(new TreeMap<>()), 1), Story.FACTS, new Claims(List.of(_ -> listener)));
        assertEquals(Set.of(Kind.INSTALL, Kind.COPY), listener.heard);
    }

    @Test
    void aClaimIsToldOfTheStepsWhoseEndNobodyHeard() {
        Story story = Story.told();
        Story.Op install = story.install("w0", "k1", "c0").creates().beginsCopy("pipe");
        install.fail("ENOSPC");
        Listener listener = new Listener();
        Checkers.check(story.events, Story.FACTS, new Claims(List.of(_ -> listener)));
        assertEquals(List.of("install pipe"), listener.lost);
    }
}
