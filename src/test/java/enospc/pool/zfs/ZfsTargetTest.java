package enospc.pool.zfs;

import static enospc.pool.zfs.Lent.create;
import static enospc.pool.zfs.Lent.image;
import static enospc.pool.zfs.Lent.must;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.pool.Command;
import enospc.pool.Image;
import enospc.pool.Image.Format;
import enospc.pool.OutOfReach;
import enospc.pool.Reply;
import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A target leaves nothing behind, whatever was going on, and says clearly why it cannot be had.
class ZfsTargetTest {

    private static final Image LAYERED = image("i02", Format.LAYERS, 200, 8_000);
    private static final Image SQUASHED = image("i01", Format.SQUASHFS, 4, 100_000);

    @TempDir
    private Path parent;

    @Test
    void nothingIsLeftAfterTheEnd() throws CannotRun, IOException {
        ZfsTarget target = Lent.target(parent);
        target.makeImages(List.of(LAYERED, SQUASHED));
        String store = target.root() + "/store";
        must(target, create(store), new Command.Mount(store), create(store + "/a"), new Command.Mount(store + "/a"),
                new Command.Unsquash(SQUASHED, store + "/a", Lent.LONG), new Command.Snapshot(store + "/a@pristine"),
                new Command.Clone(store + "/a@pristine", store + "/c"), new Command.Mount(store + "/c"));
        assertTrue(target.availableBytes() > 100 << 20);
        assertEquals(List.of(), target.takeAway());
        assertEquals(List.of(), leftOf(target.root()));
    }

    @Test
    void aPoolThatSomebodyHasTakenAwayIsOutOfReach() throws CannotRun, IOException {
        ZfsTarget target = Lent.target(parent);
        String name = target.root() + "/a";
        must(target, create(name));
        target.children().run(Lent.LONG, "zfs", "destroy", "-r", name);
        assertTrue(target.pool().run(new Command.Mount(name)).refused(Reply.Why.ABSENT));   // that is only one dataset
        String[] ends = target.root().contains("/") ? new String[] {"zfs", "destroy", "-r", target.root()}
                : new String[] {"zpool", "destroy", "-f", target.root()};
        boolean ended = false;
        for (int i = 0; i < 50 && !ended; i++) {              // zfs-fuse lets go of a dataset with a delay
            ended = target.children().run(Lent.LONG, ends) instanceof Ended.Exited exited && exited.ok();
            new RealTime().sleep(Duration.ofMillis(100));
        }
        assertTrue(ended);
        assertThrows(OutOfReach.class, () -> target.pool().run(new Command.Mount(name)));
        assertThrows(OutOfReach.class, () -> target.pool().run(new Command.ListAll(target.root())));
        assertEquals(List.of(), target.takeAway());
    }

    @Test
    void ballastTakesItsSpace() throws CannotRun, IOException {
        ZfsTarget target = Lent.target(parent);
        String name = target.root() + "/ballast";
        long before = target.availableBytes();
        must(target, create(name), new Command.Mount(name), new Command.Fill(name, 8 << 20),
                new Command.Sync(target.root()));
        assertTrue(before - target.availableBytes() > 7 << 20);
        must(target, new Command.Unmount(name), new Command.Destroy(name, false));
        assertEquals(List.of(), target.takeAway());
    }

    @Test
    void aPrivateDaemonIsSlowedAndGoesOn() throws CannotRun {
        ZfsTarget target = Lent.target(parent);
        String refused = target.brake().slow(50);
        if (!refused.isEmpty()) {
            target.close();
            System.out.println("skipped: " + refused);
            Assumptions.abort(refused);
        }
        assertTrue(isEverStopped());
        must(target, create(target.root() + "/a"));
        target.brake().release();
        assertFalse(isEverStopped());
        must(target, create(target.root() + "/b"));
        target.brake().slow(50);
        assertEquals(List.of(), target.takeAway());
    }

    private static boolean isEverStopped() {
        for (int i = 0; i < 200; i++) {
            if (ProcessHandle.current().descendants().anyMatch(ZfsTargetTest::isStoppedDaemon)) {
                return true;
            }
            new RealTime().sleep(Duration.ofMillis(10));
        }
        return false;
    }

    private static boolean isStoppedDaemon(ProcessHandle process) {
        try {
            return process.info().command().orElse("").endsWith("zfs-fuse")
                    && Files.readString(Path.of("/proc/" + process.pid() + "/status")).contains("State:\tT");
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void itCanBeTakenAwayWhileLanesAreAtWork() throws CannotRun, IOException {
        ZfsTarget target = Lent.target(parent);
        target.makeImages(List.of(LAYERED));
        RealTime time = new RealTime();
        SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            String name = target.root() + "/w" + i;
            lanes.put("w" + i, () -> {
                while (true) {
                    target.pool().run(create(name));
                    target.pool().run(new Command.Mount(name));
                    target.pool().run(new Command.Pipe(LAYERED, name, Lent.LONG));
                    target.pool().run(new Command.Destroy(name, false));
                }
            });
        }
        lanes.put("hook", () -> {
            time.sleep(Duration.ofSeconds(2));
            target.takeAway();
        });
        time.run(lanes);
        assertEquals(List.of(), target.takeAway());
        assertEquals(List.of(), leftOf(target.root()));
    }

    @Test
    void aKilledLaneEndsItsChildAndDies() throws CannotRun, IOException {
        try (ZfsTarget target = Lent.target(parent)) {
            target.makeImages(List.of(LAYERED));
            String name = target.root() + "/a";
            must(target, create(name), new Command.Mount(name));
            RealTime time = new RealTime();
            SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
            lanes.put("w0", () -> {
                while (true) {
                    target.pool().run(new Command.Pipe(LAYERED, name, Lent.LONG));
                }
            });
            lanes.put("nemesis", () -> {
                time.sleep(Duration.ofMillis(300));
                time.kill("w0");
            });
            time.run(lanes);
            assertEquals(List.of(), Lent.processes(parent + "/").stream()
                    .filter(line -> !line.contains("guardian.sh")).toList());
            must(target, new Command.Destroy(name, false));
        }
    }

    @Test
    void whatADeadRunHasLeftIsCleanedAndALivingRunIsNot() throws IOException {
        try (ZfsTarget alive = Lent.target(parent)) {
            Path dead = Files.createDirectories(parent.resolve("enospc-dead1"));
            Files.createDirectories(dead.resolve("scratch"));
            Files.createFile(dead.resolve("lock"));
            Files.createDirectories(parent.resolve("enospc-of-others"));
            List<Leftover> found = Leftover.below(parent, new RealTime());
            assertEquals(List.of("run dead1 had died; there is still:", "  folder " + dead.toRealPath()
                    + ": to be removed"), found.getFirst().about());
            assertEquals(List.of("run dead1 had died: taken away"), found.getFirst().takeAway());
            assertTrue(alive.availableBytes() > 0);
        }
        assertEquals(List.of("enospc-of-others"), names(parent));
    }

    @Test
    void eachThingThatCannotBeIsOneClearLine() {
        Lent.target(parent).close();
        ZfsTarget.Request good = Lent.request(parent);
        assertEquals(List.of(
                        "'../x' is no id for a run: 1 to 24 letters and digits",
                        "there is no folder /no/such/folder: mkdir -p /no/such/folder",
                        "a pool of 1.0 MiB is too small: ask for 64.0 MiB or more"),
                List.of(refusal("../x", parent, good.poolBytes()),
                        refusal(good.run(), Path.of("/no/such/folder"), good.poolBytes()),
                        refusal(good.run(), parent, 1 << 20)));
        String tooLarge = refusal(good.run(), parent, 1L << 60);
        assertTrue(tooLarge.startsWith("a pool of 1073741824.0 GiB does not fit: " + parent), tooLarge);
        assertEquals(List.of(), names(parent));
    }

    @Test
    void anImageThatThisDiskCannotHoldIsRefused() {
        Image huge = image("huge", Format.LAYERS, 2_000_000_000, Long.MAX_VALUE / 2);
        try (ZfsTarget target = Lent.target(parent)) {
            CannotRun cannot = assertThrows(CannotRun.class, () -> target.makeImages(List.of(huge)));
            assertTrue(cannot.getMessage().startsWith("the images and the pool may need "), cannot.getMessage());
        }
    }

    private static String refusal(String run, Path parent, long poolBytes) {
        return assertThrows(CannotRun.class, () -> ZfsTarget.open(
                new ZfsTarget.Request(run, parent, poolBytes, Optional.empty()), new RealTime())).getMessage();
    }

    /// Files, processes and mounts of a run that has ended.
    private List<String> leftOf(String root) throws IOException {
        List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(root) || line.contains(parent.toString())).toList();
        return Stream.of(names(parent), mounts, Lent.processes(parent.toString()), Lent.processes(root))
                .flatMap(List::stream).toList();
    }

    private static List<String> names(Path folder) {
        return List.of(folder.toFile().list());
    }
}
