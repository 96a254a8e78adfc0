package enospc.pool.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enospc.world.Chance;
import enospc.world.Seed;
import enospc.world.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The sums of zfsprops(7) hold after whatever was done.
class AccountingTest {

    private static final long M = 1 << 20;

    private static Kernel kernel(Version version, long seed) {
        return new Kernel(new VirtualTime(new Seed(seed), Long.MAX_VALUE), new Seed(seed), version, Profile.FILE, "p",
                1L << 30);
    }

    private static Node mounted(Kernel kernel, String name) {
        kernel.changes().create(name);
        Mounts.mount(kernel, kernel.node(name));
        return kernel.node(name);
    }

    @Test
    void theFourPartsOfUsedAddUpAfterAnySequenceOfChanges() {
        for (Version version : Version.ALL) {
            for (long seed = 0; seed < 60; seed++) {
                wander(kernel(version, seed), new Seed(seed).stream("changes"), version.name() + " " + seed);
            }
        }
    }

    /// A hundred changes, refused or not, on up to a few dozen datasets.
    private static void wander(Kernel kernel, Chance chance, String when) {
        Files files = new Files(kernel);
        List<String> names = new ArrayList<>(List.of("p"));
        for (int step = 0; step < 100; step++) {
            names.removeIf(name -> !kernel.has(name));
            String name = names.get(chance.below(names.size()));
            change(kernel, files, chance, name, names, step);
            kernel.sync(chance.below(2));
            Identities.check(kernel, when + " step " + step);
        }
    }

    private static void change(Kernel kernel, Files files, Chance chance, String name, List<String> names, int step) {
        Changes changes = kernel.changes();
        Node node = kernel.node(name);
        String file = "f" + chance.below(3);
        long bytes = chance.betweenByMagnitude(1, 8 * M);
        switch (chance.below(14)) {
            case 0, 1 -> {
                changes.create(name + "/d" + step);
                names.add(name + "/d" + step);
            }
            case 2, 3, 4 -> files.write(node, file,
                    files.has(node, file) && chance.happens(0.5) ? files.size(node, file) : 0, bytes, 131_072);
            case 5 -> files.remove(node, file);
            case 6 -> files.truncate(node, file, chance.below(3) * 150_000L);
            case 7 -> changes.snapshot(List.of(name), "s" + step);
            case 8 -> {
                if (!node.snaps.isEmpty()) {
                    changes.clone(node.snaps.get(chance.below(node.snaps.size())).name(), "p/c" + step);
                    names.add("p/c" + step);
                }
            }
            case 9 -> {
                if (!node.snaps.isEmpty()) {
                    changes.destroySnap(node.snaps.get(chance.below(node.snaps.size())).name(), chance.happens(0.5));
                }
            }
            case 10 -> changes.promote(name);
            case 11 -> {
                if (!node.isRoot()) {
                    changes.destroy(name);
                }
            }
            case 12 -> changes.set(name, List.of("quota", "refquota", "reservation", "refreservation")
                    .get(chance.below(4)), Long.toString(chance.below(2) * bytes * 4));
            default -> {
                if (!node.isRoot() && chance.happens(0.5)) {
                    changes.rename(name, "p/r" + step);
                    names.add("p/r" + step);
                } else if (!node.snaps.isEmpty()) {
                    changes.rollback(node.snaps.getLast().name());
                }
            }
        }
    }

    @Test
    void aReservationIsChargedToEveryDatasetAbove() {
        Kernel kernel = kernel(Version.OPENZFS_2_3, 1);
        kernel.changes().create("p/a");
        kernel.changes().create("p/a/b");
        long above = kernel.node("p/a").used;
        long own = kernel.node("p/a/b").used;
        kernel.changes().set("p/a/b", "reservation", Long.toString(50 * M));
        assertEquals(above + 50 * M - own, kernel.node("p/a").used);
        assertEquals(own, kernel.node("p/a/b").used);
    }

    @Test
    void aWriteInsideARefreservationDoesNotChangeUsed() {
        Kernel kernel = kernel(Version.OPENZFS_2_3, 1);
        Node node = mounted(kernel, "p/a");
        kernel.changes().set("p/a", "refreservation", Long.toString(20 * M));
        long before = node.used;
        new Files(kernel).write(node, "f", 0, 5 * M, 131_072);
        kernel.sync(1);
        assertEquals(before, node.used);
    }

    @Test
    void aPromotionAndItsReverseMoveSpaceBackToTheByte() {
        Kernel kernel = kernel(Version.ZFS_FUSE_0_7, 1);
        Files files = new Files(kernel);
        Node owner = mounted(kernel, "p/fs");
        files.write(owner, "f1", 0, 5 * M, 131_072);
        kernel.changes().snapshot(List.of("p/fs"), "s");
        files.write(owner, "f2", 0, 5 * M, 131_072);
        files.remove(owner, "f1");
        kernel.changes().clone("p/fs@s", "p/c");
        Node clone = kernel.node("p/c");
        Mounts.mount(kernel, clone);
        files.write(clone, "f3", 0, 3 * M, 131_072);
        kernel.sync(1);
        List<Long> before = List.of(owner.used, clone.used);
        kernel.changes().promote("p/c");
        long sum = owner.used + clone.used;
        kernel.changes().promote("p/fs");
        assertEquals(before, List.of(owner.used, clone.used));
        assertEquals(before.getFirst() + before.getLast(), sum);
    }

    @Test
    void manyFilesAtOnceChargeAndAreEstimatedAsOneByOne() {
        for (Version version : Version.ALL) {
            for (long bytes : new long[] {1, 511, 4096, 16_384, 131_072, 131_073, 1_000_000}) {
                assertEquals(pendingOf(version, bytes, 1), pendingOf(version, bytes, 0), version.name() + " " + bytes);
            }
        }
    }

    /// What 40 files leave pending, written and estimated; a refreservation of a byte makes each call ask by itself.
    private static List<Long> pendingOf(Version version, long bytes, long refreservation) {
        Kernel kernel = kernel(version, 1);
        Node node = mounted(kernel, "p/a");
        kernel.changes().set("p/a", "refreservation", Long.toString(refreservation));
        enospc.pool.Image image = new enospc.pool.Image("i", "k", enospc.pool.Image.Format.LAYERS, 1,
                List.of(new enospc.pool.Image.Files(40, bytes)));
        new Extraction(kernel, node, image, Copier.TAR, new Hand(0, Long.MAX_VALUE)).run();
        long inflight = node.pending.inflight;
        kernel.sync(1);
        return List.of(inflight, node.referenced);
    }
}
