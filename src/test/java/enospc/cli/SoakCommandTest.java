package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.soak.night.SoakFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoakCommandTest {

    private static final List<String> SMALL = List.of("workloads/race.json", "--workers", "4", "--rounds", "2",
            "--image-size", "256K..1M", "--bug", "orphan-on-busy", "--seed", "1", "--no-self-check", "--quiet");

    @TempDir
    private Path results;

    private Told stress(List<String> args, String... more) {
        return Told.stress(Stream.of(args.stream(), Arrays.stream(more), Stream.of("--results", results.toString()))
                .flatMap(words -> words).toArray(String[]::new));
    }

    private Told soak(String... more) {
        return stress(Stream.concat(Stream.of("soak"), SMALL.stream()).toList(), more);
    }

    private SoakFile only() throws IOException {
        try (Stream<Path> all = Files.list(results)) {
            return SoakOnce.read(all.filter(folder -> folder.toString().contains("-soak-")).findFirst().orElseThrow());
        }
    }

    @Test
    void anAcceptedFailureTurnsTheNextNightGreen() throws IOException {
        assertEquals(new Told(1, List.of()), soak("--runs", "6"));
        for (var seen : only().signatures()) {
            assertEquals(0, stress(List.of("review", seen.id(), "--accept-until", "2999-01-01", "--why", "planted"))
                    .status());
        }
        int second = soak("--runs", "6").status();
        assertTrue(second == 0 || second == 2 && only().counts().passed() == 0, "status " + second);
    }

    @Test
    void shardsFindWhatTheWholeFinds() throws IOException {
        soak("--runs", "8");
        for (String shard : List.of("0", "1")) {
            assertEquals(0, soak("--runs", "8", "--shard", shard + "/2", "--into", results.resolve(shard)
                    + "/soak").status());
        }
        long failed = SoakOnce.read(results.resolve("0/soak")).counts().failed()
                + SoakOnce.read(results.resolve("1/soak")).counts().failed();
        assertEquals(only().counts().failed(), failed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--no-swarm      | a soak needs an end: --duration 8h, or --runs 10000",
        "--runs=0        | runs is 0; it must be from 1 to 999999999",
        "--duration=0s   | duration is 0s; it must be from 1s to 365d",
        "--runs=1 --jobs=0 | jobs is 0; it must be from 1 to 1024",
        "--runs=1 --disk=x | disk is 'x', not a size such as 64K or 8M",
        "--runs=1 --keep=x | keep is 'x', not a time such as 250ms, 4s, 10m or 8h",
        "--runs=1 --target=zfs --jobs=2 | jobs is 2; runs on a real pool go one after the other",
        "--runs=1 --engine=slrm | --engine is 'slrm'; known are: local, slurm",
    })
    void aWrongOrderIsOneLineAndNothingIsWritten(String options, String why) throws IOException {
        Told told = soak(options.split(" "));
        assertEquals(new Told(64, List.of("stress: " + why.replace('\'', '"'))), told);
        assertFalse(Files.list(results).findAny().isPresent(), "nothing is written");
    }

    @Test
    void toAcceptNeedsAReason() {
        assertEquals(new Told(64, List.of("stress: to accept a failure needs a reason: --why \"...\"")),
                stress(List.of("review", "abcd", "--accept-until", "2999-01-01")));
    }

    @Test
    void aSoakThatIsNoneCannotGoOn() {
        assertTrue(stress(List.of("soak", "--resume", "nowhere")).err().getFirst().contains("soak.json"));
    }
}
