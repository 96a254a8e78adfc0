package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A user's mistake gets one line and status 64, and nothing is written.
class BadInputTest {

    @TempDir
    Path dir;

    private void refused(String line, String... args) throws IOException {
        Path results = dir.resolve("results");
        String[] all = Stream.concat(Stream.of(args), Stream.of("--results", results.toString()))
                .toArray(String[]::new);
        assertEquals(new Told(64, List.of("stress: " + line)), Told.stress(all));
        assertEquals(false, Files.exists(results));
    }

    private String file(String text) throws IOException {
        return Files.writeString(dir.resolve("mine.json"), text).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--quota-fraction | 0    | quota-fraction is 0; it must be above 0 and at most 100.0",
        "--quota-fraction | -1   | quota-fraction is -1; it must be above 0 and at most 100.0",
        "--quota-fraction | half | quota-fraction is 'half', not a number such as 0.5",
        "--workers        | 0    | workers is 0; it must be from 1 to 4096",
        "--grace          | 999999d | grace is '999999d'; ten years, 3650d, are the most",
        "--rounds         | 1000000 | workers times rounds is more than 1000000 installs; plan fewer",
        "--image-size | 99999G | image-size is 99999G for 16 images; together they must not be more than 1048576G",
        "--image-size     | 8M..1M | image-size is '8M..1M': the range begins above its end",
        "--sharing        | unqiue | sharing is 'unqiue' (did you mean 'unique'?); known are: unique, shared, mix",
    })
    void aWrongValueNamesTheSetting(String option, String value, String why) throws IOException {
        refused(why.replace('\'', '"'), "workloads/race.json", option, value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--subject  | exec   | subject is exec, and the workload has no 'exec' block that names its commands:"
            + " take workloads/script.json for an example",
        "--as       | nobody | as is 'nobody', and only an exec subject runs as another user: leave it out,"
            + " or --subject exec",
    })
    void whatATargetCannotDoIsSaid(String option, String value, String why) throws IOException {
        refused(why.replace('\'', '"'), "workloads/race.json", option, value);
    }

    @Test
    void aRealPoolTakesNoOrderFromTheBuiltInProtocol() throws IOException {
        refused("schedule is random, which needs steps that wait for leave: --target sim, --subject exec, or"
                + " --schedule timed", "--target", "zfs", "--schedule", "random");
    }

    @Test
    void aWorkloadThatDoesNotParseNamesLineAndColumn() throws IOException {
        String path = file("{\n  \"workers\": 16\n  \"rounds\": 3\n}\n");
        refused(path + ":3:3: Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
                path);
    }

    @Test
    void anUnknownKeyNamesTheNearestKnownOne() throws IOException {
        String path = file("{\n  \"worker\": 16\n}\n");
        refused(path + ":2:3: there is no setting \"worker\" (did you mean \"workers\"?)", path);
    }

    @Test
    void aWrongValueInAFileNamesItsPlace() throws IOException {
        String path = file("{\n  \"hold\": \"4\"\n}\n");
        refused(path + ":2:3: hold is \"4\", not a time such as 250ms, 4s, 10m or 8h", path);
    }

    @Test
    void aMissingFileSaysWhatToTry() throws IOException {
        refused("there is no workload file nowhere.json; try workloads/race.json", "nowhere.json");
    }

    @Test
    void anUnknownOptionNamesTheNearestKnownOne() throws IOException {
        refused("Unknown option: '--worker=3' (did you mean \"--workers\"?) (see stress run --help)",
                "workloads/race.json", "--worker=3");
    }

    @Test
    void aPoolIsForTheRealTargetOnly() throws IOException {
        refused("--pool goes with --target zfs", "workloads/race.json", "--pool", "tank");
    }

    @Test
    void aPoolHasNoSlashInItsName() throws IOException {
        refused("--pool is \"tank/x\"; name the pool alone, without a slash: the run makes its own dataset in it",
                "workloads/race.json", "--target", "zfs", "--pool", "tank/x");
    }

    @Test
    void aFolderIsNoWorkload() throws IOException {
        refused(dir + " is a folder, not a workload file", dir.toString());
    }

    @Test
    void aWrongCommandNamesTheNearestOne() {
        assertEquals(new Told(64, List.of("stress: Unmatched arguments from index 0: 'chekc', 'x'"
                + " (did you mean \"check\"?) (see stress --help)")), Told.stress("chekc", "x"));
    }

    @Test
    void resultsThatCannotBeWrittenAreSaid() throws IOException {
        Path taken = Files.writeString(dir.resolve("taken"), "");
        assertEquals(64, Told.stress("--workers", "1", "--rounds", "1", "--results", taken.toString()).status());
    }

    @Test
    void aFolderWithoutAHistoryIsNoRun() {
        assertEquals(new Told(64, List.of("stress: there is no history.jsonl in " + dir
                + "; name a run's folder, such as results/latest")), Told.stress("check", dir.toString()));
    }
}
