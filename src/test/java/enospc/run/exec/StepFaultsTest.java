package enospc.run.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.history.Event;
import enospc.history.Value;
import enospc.install.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Faults at a chosen step, and the order of steps that a seed chooses.
class StepFaultsTest {

    @TempDir
    private Path dir;

    /// @param folder of what the subject writes, below [#dir]
    /// @param keys   more keys of the workload, each with a comma behind it
    private Bench bench(String folder, String script, String keys, long seed, Duration deadline) throws IOException {
        Path at = Files.createDirectory(dir.resolve(folder));
        Path file = Files.writeString(at.resolve("mine.json"), """
                { "subject": "exec", "target": "zfs", "formats": "squashfs", %s
                  "exec": { "install": ["sh", "-c", "%s"], "remove": ["true"] } }
                """.formatted(keys, script.replace("HERE", at.toString())));
        return new Bench(at, file, Map.of("unsquashfs", "echo ran >>" + at + "/ran", "zfs", "exit 0"), seed, deadline);
    }

    private Bench harmed(String script, String fault, Duration deadline) throws IOException {
        return bench("one", script, "\"workers\": 1, \"steps\": [{ \"at\": \"unsquashfs\", " + fault + " }],", 1,
                deadline);
    }

    private boolean has(String file) {
        return Files.exists(dir.resolve("one").resolve(file));
    }

    private static List<String> of(List<Event> events, String f) {
        return events.stream().filter(event -> event.f().equals(f))
                .map(event -> ((Value.Other) event.value()).json().toString()).toList();
    }

    @Test
    void aDelayedStepRunsLaterAndThatIsRecorded() throws IOException {
        try (Bench bench = harmed("date +%%s%%N >HERE/before; unsquashfs -d x {image}; date +%%s%%N >HERE/after"
                .replace("%%", "%"), "\"do\": \"delay\", \"delay\": \"700ms\"", Duration.ofSeconds(20))) {
            assertInstanceOf(Outcome.Ready.class, bench.install());
            long took = Long.parseLong(Files.readString(dir.resolve("one/after")).strip())
                    - Long.parseLong(Files.readString(dir.resolve("one/before")).strip());
            assertTrue(took >= 700_000_000, took + " ns");      // a wait is never shorter than asked for
            assertEquals(List.of("{\"worker\":\"w0\",\"step\":\"unsquashfs\",\"do\":\"delay\"}"),
                    of(bench.events, "step-fault"));
        }
    }

    @Test
    void killBeforeEndsTheOpAndTheStepIsNeverRun() throws IOException {
        try (Bench bench = harmed("unsquashfs -d x {image}; touch HERE/went-on", "\"do\": \"kill-before\"",
                Duration.ofSeconds(20))) {
            assertEquals(new Outcome.Unheard("ended by signal 9"), bench.install());
            assertEquals(List.of("unsquashfs invoke", "step-fault ok", "unsquashfs info"), bench.steps());
            assertEquals(List.of(false, false), List.of(has("ran"), has("went-on")));
        }
    }

    @Test
    void killAfterEndsTheOpWhenTheStepIsDone() throws IOException {
        try (Bench bench = harmed("unsquashfs -d x {image}; touch HERE/went-on", "\"do\": \"kill-after\"",
                Duration.ofSeconds(20))) {
            assertEquals(new Outcome.Unheard("ended by signal 9"), bench.install());
            assertEquals(List.of("unsquashfs invoke", "step-fault ok", "unsquashfs ok"), bench.steps());
            assertEquals(List.of(true, false), List.of(has("ran"), has("went-on")));
        }
    }

    @Test
    void aHangingStepIsEndedWithItsOpAtTheDeadline() throws IOException {
        try (Bench bench = harmed("unsquashfs -d x {image}; touch HERE/went-on", "\"do\": \"hang\"",
                Duration.ofSeconds(2))) {
            assertEquals(new Outcome.Unheard("ended after 6 s, all that an install may take"), bench.install());
            assertEquals(List.of("unsquashfs invoke", "step-fault ok", "unsquashfs info"), bench.steps());
            assertEquals(List.of(false, false), List.of(has("ran"), has("went-on")));
        }
    }

    /// What the seed chose, in a race of three workers with four steps each; all have begun before the first asks.
    private List<String> choices(String folder, String schedule, long seed) throws Exception {
        String wait = "touch HERE/{worker}; while [ $(ls HERE | grep -c '^w[0-9]$') -lt 3 ]; do sleep 0.02; done; ";
        try (Bench bench = bench(folder, wait + "for f in a b c d; do zfs $f; done",
                "\"workers\": 3, \"schedule\": \"" + schedule + "\",", seed, Duration.ofSeconds(60))) {
            bench.installAll();
            return of(bench.events, "schedule");
        }
    }

    @Test
    void theSameSeedOrdersTheStepsOfASubjectTheSame() throws Exception {
        for (String schedule : List.of("random", "pct")) {
            List<String> first = choices(schedule + "-1", schedule, 7);
            assertEquals(12, first.size(), first.toString());
            assertEquals(first, choices(schedule + "-2", schedule, 7));
            assertNotEquals(first, choices(schedule + "-3", schedule, 8));
        }
    }
}
