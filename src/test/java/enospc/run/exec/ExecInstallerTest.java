package enospc.run.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.history.Value;
import enospc.install.Outcome;
import enospc.pool.Reply.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a subject does becomes history, and what is planned for its steps befalls them.
class ExecInstallerTest {

    private static final String FULL = "echo 'cannot write: Disk quota exceeded' >&2; exit 1";

    @TempDir
    private Path dir;

    private Bench bench(String script, String steps, Map<String, String> fakes) throws IOException {
        Path file = Files.writeString(dir.resolve("mine.json"), """
                { "subject": "exec", "target": "zfs", "formats": "squashfs", "workers": 1,
                  "exec": { "install": ["sh", "-c", "%s"], "remove": ["true"],
                            "transitions": { "AGAIN": "retry-succeeds" } },
                  "steps": [%s] }
                """.formatted(script, steps));
        return new Bench(dir, file, fakes);
    }

    @Test
    void stepsAreHeardAsTheBuiltInOnesAre() throws IOException {
        try (Bench bench = bench("zfs create {store}/.templates/{key}.tmp && echo AGAIN && unsquashfs -d x {image}", "",
                Map.of("zfs", "exit 0", "unsquashfs", FULL))) {
            assertEquals(new Outcome.Failed(Why.EDQUOT, "cannot write: Disk quota exceeded"), bench.install());
            assertEquals(List.of("zfs create invoke", "zfs create ok", "unsquashfs invoke", "unsquashfs fail"),
                    bench.steps().stream().filter(step -> !step.startsWith("mark")).toList());
            assertTrue(bench.steps().contains("mark ok"));
            assertEquals("ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73", bench.key());
        }
    }

    @Test
    void twoTarsAreOnePipe() throws IOException {
        try (Bench bench = bench("tar -C /x -cf - . | tar -C /y -xf -", "", Map.of("tar",
                "case $* in *-xf*) cat >/dev/null;; *) head -c 200000 /dev/zero;; esac"))) {
            assertInstanceOf(Outcome.Ready.class, bench.install());
            assertEquals(List.of("pipe invoke", "pipe ok"), bench.steps());
        }
    }

    @Test
    void aSenderThatFailsFailsThePipe() throws IOException {
        try (Bench bench = bench("tar -cf - . | tar -xf -", "", Map.of("tar",
                "case $* in *-xf*) cat >/dev/null;; *) exit 2;; esac"))) {
            bench.install();
            assertEquals(List.of("pipe invoke", "pipe fail"), bench.steps());
        }
    }

    @Test
    void aStepCanBeFailedOnce() throws IOException {
        try (Bench bench = bench("unsquashfs -d x {image} || unsquashfs -d x {image}",
                "{ \"at\": \"unsquashfs\", \"do\": \"fail\", \"text\": \"No space left on device\" }",
                Map.of("unsquashfs", "exit 0"))) {
            assertInstanceOf(Outcome.Ready.class, bench.install());
            assertEquals(List.of("unsquashfs invoke", "step-fault ok", "unsquashfs fail", "unsquashfs invoke",
                    "unsquashfs ok"), bench.steps());
            assertEquals("ENOSPC", bench.events.get(2).error().kind());
        }
    }

    @Test
    void whatASubjectLeavesBehindIsEnded() throws IOException {
        try (Bench bench = bench("setsid sleep 300 >/dev/null 2>&1 & sleep 0.3", "", Map.of())) {
            assertInstanceOf(Outcome.Ready.class, bench.install());
            assertEquals(List.of("strays invoke", "strays ok"), bench.steps());
            Value.Other said = (Value.Other) bench.events.getFirst().value();
            long pid = Long.parseLong(said.json().path("ended").path(0).asText().split(" ")[0]);
            assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    @Test
    void endlessOutputIsBoundedAndSaid() throws IOException {
        try (Bench bench = bench("yes AGAIN | head -c 200000000", "", Map.of())) {
            bench.install();
            String kept = Files.readString(bench.logs.resolve("w0.1.out"));
            assertTrue(kept.length() < 300_000, kept.length() + " characters");
            assertTrue(kept.contains("of 200000000 bytes left out"));
            assertEquals(100, bench.steps().stream().filter("mark ok"::equals).count());
            assertEquals("{\"out-bytes\":200000000,\"out-left-out\":199737856,\"marks-kept\":100}",
                    ((Value.Other) bench.events.getLast().value()).json().toString());
        }
    }

    @Test
    void enrootIsDrivenAsItsManualSays() throws IOException {
        String enroot = Files.readString(Path.of("src/test/resources/enospc/run/exec/enroot"));
        try (Bench bench = new Bench(dir, Path.of("workloads/enroot.json"), Map.of("enroot",
                enroot.substring(enroot.indexOf('\n')), "zfs", "case $* in list*) exit 1;; esac", "unsquashfs",
                "exit 0"))) {
            assertInstanceOf(Outcome.Ready.class, bench.install(), () -> bench.events.toString());
            assertEquals(List.of("zfs get", "zfs create", "unsquashfs", "zfs rename", "zfs snapshot", "zfs set",
                    "zfs clone"), bench.events.stream().filter(event -> event.begins()).map(event -> event.f())
                    .toList());
        }
    }
}
