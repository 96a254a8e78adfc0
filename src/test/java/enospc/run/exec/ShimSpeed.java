package enospc.run.exec;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.install.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a shim adds to a step. No test of the suite, as it asserts no time: `mvn -q test -Dtest=ShimSpeed` prints it.
class ShimSpeed {

    private static final int CALLS = 200;

    /// Calls of a `zfs` that does nothing, by turns bare and through its shim, timed without a further process.
    private static final String SUBJECT = """
            timed() { local begin=$EPOCHREALTIME; "${@:2}"; local end=$EPOCHREALTIME
                echo $((${end/[.,]/} - ${begin/[.,]/})) >>"$1"; }
            for i in $(seq %d); do timed "$1/bare" "$1/fakes/zfs" list; timed "$1/shimmed" zfs list; done
            """;

    @TempDir
    private Path dir;

    @Test
    void print() throws IOException {
        Files.writeString(dir.resolve("subject.sh"), SUBJECT.formatted(CALLS));
        Path file = Files.writeString(dir.resolve("speed.json"), """
                { "subject": "exec", "target": "zfs", "formats": "squashfs", "workers": 1,
                  "exec": { "install": ["bash", "{here}/subject.sh", "{here}"], "remove": ["true"] } }
                """);
        try (Bench bench = new Bench(dir, file, Map.of("zfs", "exit 0"), 1, Duration.ofMinutes(5))) {
            assertInstanceOf(Outcome.Ready.class, bench.install());
        }
        List<Long> bare = sorted("bare");
        List<Long> shimmed = sorted("shimmed");
        System.out.printf(Locale.ROOT, "a step, %d calls each: bare median %.1f ms, 99th percentile %.1f ms; "
                + "through a shim median %.1f ms, 99th percentile %.1f ms; a shim adds %.1f ms (median)%n", CALLS,
                millis(bare, 0.5), millis(bare, 0.99), millis(shimmed, 0.5), millis(shimmed, 0.99),
                millis(shimmed, 0.5) - millis(bare, 0.5));
    }

    private List<Long> sorted(String name) throws IOException {
        List<Long> micros = Files.readAllLines(dir.resolve(name)).stream().map(Long::valueOf).sorted().toList();
        assertEquals(CALLS, micros.size());
        return micros;
    }

    private static double millis(List<Long> micros, double quantile) {
        return micros.get((int) Math.ceil(quantile * micros.size()) - 1) / 1e3;
    }
}
