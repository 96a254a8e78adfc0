package enospc.pool.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import enospc.pool.Command;
import enospc.pool.Image;
import enospc.world.Seed;
import enospc.world.VirtualTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Equal seeds give equal answers at equal times.
class RepeatsTest {

    /// Everything that six workers hear in a race for half the space they need, with the time of each answer.
    private static String race(long seed, Version version) {
        VirtualTime time = new VirtualTime(new Seed(seed), Long.MAX_VALUE);
        SimPool pool = new SimPool(time, new Seed(seed), version, Profile.FILE, "p", 1L << 30);
        StringBuilder heard = new StringBuilder();
        pool.run(new Command.Create("p/t", new TreeMap<>()));
        pool.run(new Command.Set("p/t", "quota", "24M"));
        SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
        for (int worker = 0; worker < 6; worker++) {
            String name = "p/t/w" + worker;
            Image image = new Image("i" + worker, "k" + worker, Image.Format.SQUASHFS, 1,
                    List.of(new Image.Files(8, 1 << 20)));
            lanes.put(name, () -> List.of(new Command.Create(name, new TreeMap<>()), new Command.Mount(name),
                    new Command.Unsquash(image, name, Duration.ofSeconds(20)), new Command.Unmount(name),
                    new Command.Snapshot(name + "@s"), new Command.Digest(name), new Command.ListAll("p"),
                    new Command.Destroy(name, true)).forEach(command -> heard.append(command.f()).append(' ')
                            .append(pool.run(command)).append(" at ").append(time.nanos()).append('\n')));
        }
        time.run(lanes);
        return heard.toString();
    }

    @Test
    void theSameSeedHearsTheSame() {
        for (Version version : Version.ALL) {
            for (long seed = 0; seed < 5; seed++) {
                assertEquals(race(seed, version), race(seed, version), version.name() + " seed " + seed);
            }
        }
    }

    @Test
    void anotherSeedHearsSomethingElse() {
        assertNotEquals(race(1, Version.OPENZFS_2_3), race(2, Version.OPENZFS_2_3));
    }
}
