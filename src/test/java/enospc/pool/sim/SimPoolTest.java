package enospc.pool.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.pool.Command;
import enospc.pool.Contents;
import enospc.pool.Dataset;
import enospc.pool.Image;
import enospc.pool.PoolLog;
import enospc.pool.Reply;
import enospc.world.Seed;
import enospc.world.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The face that commands as data see.
class SimPoolTest {

    private static final Image IMAGE = new Image("i00", "0".repeat(64), Image.Format.SQUASHFS, 1,
            List.of(new Image.Files(40, 16_384), new Image.Files(3, 1_000_000)));

    private final VirtualTime time = new VirtualTime(new Seed(1), Long.MAX_VALUE);
    private final SimPool pool =
            new SimPool(time, new Seed(1), Version.OPENZFS_2_3, Profile.FILE, "p", 1L << 30);

    private Reply create(String name) {
        return pool.run(new Command.Create(name, new TreeMap<>()));
    }

    private Dataset get(String name) {
        return ((Reply.Found) pool.run(new Command.Get(name))).datasets().getFirst();
    }

    @Test
    void anInstalledImageIsFoundInItsClone() {
        create("p/t.tmp");
        pool.run(new Command.Mount("p/t.tmp"));
        assertTrue(pool.run(new Command.Unsquash(IMAGE, "p/t.tmp", Duration.ofSeconds(60))).done());
        pool.run(new Command.Unmount("p/t.tmp"));
        assertTrue(pool.run(new Command.Rename("p/t.tmp", "p/t")).done());
        assertTrue(pool.run(new Command.Snapshot("p/t@pristine")).done());
        assertTrue(pool.run(new Command.Clone("p/t@pristine", "p/web")).done());
        assertEquals("p/t@pristine", get("p/web").origin());
        assertEquals(new Reply.Digested(Contents.digestOf(IMAGE)), pool.run(new Command.Digest("p/web")));
    }

    @Test
    void theSecondCreateOfANameIsRefusedAsExisting() {
        create("p/a");
        assertTrue(create("p/a").refused(Reply.Why.EXISTS));
    }

    @Test
    void anImageLargerThanItsQuotaEndsWithEdquotAndLeavesAPart() {
        create("p/a");
        pool.run(new Command.Mount("p/a"));
        pool.run(new Command.Set("p/a", "quota", "2M"));
        assertTrue(pool.run(new Command.Unsquash(IMAGE, "p/a", Duration.ofHours(1))).refused(Reply.Why.EDQUOT));
        pool.run(new Command.Sync("p"));
        Dataset full = get("p/a");
        assertTrue(full.used() >= 2 << 20 && full.used() < (2 << 20) + 300_000, "used " + full.used());
    }

    /// The short way to the entries of the log and the long one, through its lines, lead to the same.
    @Test
    void theEntriesOfTheLogAreThoseOfItsLines() {
        for (Version version : Version.ALL) {
            SimPool other = new SimPool(time, new Seed(1), version, Profile.FILE, "p", 1L << 30);
            for (Command command : List.of(new Command.Create("p/a", new TreeMap<>(Map.of("a:b", "c", "d:e", "f"))),
                    new Command.Set("p/a", "quota", "2M"), new Command.Set("p/a", "readonly", "on"),
                    new Command.Snapshot("p/a@s"), new Command.Clone("p/a@s", "p/b"), new Command.Rename("p/b", "p/c"),
                    new Command.Destroy("p/c", false), new Command.Destroy("p/a", true),
                    new Command.Destroy("p/a", false))) {
                other.run(command);
            }
            PoolLog.Reading log = other.history();
            assertEquals(PoolLog.parse(log.lines()), log.entries(), version.name());
            assertTrue(log.entries().size() >= 7, version.name() + ": " + log.entries());
        }
    }
}
