package enospc.soak.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.soak.night.Counts;
import enospc.soak.night.JsonFile;
import enospc.soak.night.Order;
import enospc.soak.night.SoakFile;
import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against commands that behave as Slurm's do: tasks run at once, and can be made to die.
class ArraySoakTest {

    private static final int SHARDS = 3;

    @TempDir
    private Path dir;

    private ArraySoak soak(String job, int resubmits) throws IOException {
        Path folder = Files.createDirectories(dir.resolve("results").resolve("x-soak-1"));
        Files.writeString(folder.resolve("job.sh"), "#!/bin/sh\n" + job);
        Order order = new Order("", List.of("race"), new LinkedHashMap<>(), 1, true, 9, 0, 1, 0, SHARDS, 3, 1 << 20);
        SoakFile begun = SoakFile.begun("x-soak-1", "test", "2026-11-22T20:00:00Z", order, "");
        return new ArraySoak(folder, begun, FakeSlurm.in(dir), new RealTime(), resubmits, Duration.ofMillis(50));
    }

    /// A shard that has done its three runs.
    private String ended() throws IOException {
        Order order = new Order("", List.of("race"), new LinkedHashMap<>(), 1, true, 9, 0, 1, 0, SHARDS, 3, 1 << 20);
        SoakFile shard = SoakFile.begun("soak", "test", "", order, "").as(SoakFile.ENDED, "", 1, List.of());
        shard.byWorkload().put("race", new Counts(3, 3, 0, 0, 0));
        Path ready = dir.resolve("ended.json");
        JsonFile.write(ready, shard);
        String folder = dir.resolve("results/x-soak-1/shards") + "/$SLURM_ARRAY_TASK_ID";
        return "mkdir -p " + folder + "/soak; cp " + ready + " " + folder + "/soak/soak.json\n";
    }

    @Test
    void shardsAddUp() throws IOException {
        SoakFile end = soak(ended(), 1).carryOut(_ -> { });
        assertEquals(SoakFile.ENDED, end.state());
        assertEquals(new Counts(9, 9, 0, 0, 0), end.counts());
    }

    @Test
    void aLostShardIsSubmittedAgain() throws IOException {
        String dies = "test $SLURM_ARRAY_TASK_ID = 1 -a ! -e " + dir + "/died && touch " + dir + "/died && exit 1\n";
        SoakFile end = soak(dies + ended(), 1).carryOut(_ -> { });
        assertEquals(new Counts(9, 9, 0, 0, 0), end.counts());
        assertEquals(List.of("0,1,2", "1"), Files.readAllLines(dir.resolve("submitted")));
    }

    @Test
    void aShardThatIsLostAgainAndAgainIsListed() throws IOException {
        SoakFile end = soak("test $SLURM_ARRAY_TASK_ID = 1 && exit 1\n" + ended(), 2).carryOut(_ -> { });
        assertEquals(List.of(1), end.lostShards());
        assertEquals(new Counts(6, 6, 0, 0, 0), end.counts());
        assertEquals(List.of("0,1,2", "1", "1"), Files.readAllLines(dir.resolve("submitted")));
    }

    @Test
    void oneThatGoesOnSubmitsOnlyWhatIsOpen() throws IOException {
        soak("test $SLURM_ARRAY_TASK_ID = 1 && exit 1\n" + ended(), 0).carryOut(_ -> { });
        SoakFile end = soak(ended(), 0).carryOut(_ -> { });
        assertEquals(new Counts(9, 9, 0, 0, 0), end.counts());
        assertEquals(List.of("0,1,2", "1"), Files.readAllLines(dir.resolve("submitted")));
    }
}
