package enospc.pool.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.world.Seed;
import enospc.world.VirtualTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How far writes go, what they are told, and when space comes back (dsl_dir.c, dmu_tx.c).
class LimitsTest {

    private static final long K = 1 << 10;
    private static final long M = 1 << 20;

    private final VirtualTime time = new VirtualTime(new Seed(1), Long.MAX_VALUE);

    private Kernel kernel(Version version, long vdevBytes) {
        return new Kernel(time, new Seed(1), version, Profile.FILE, "p", vdevBytes);
    }

    private static Node mounted(Kernel kernel, String name, String limit, long bytes) {
        kernel.changes().create(name);
        Mounts.mount(kernel, kernel.node(name));
        kernel.changes().set(name, limit, Long.toString(bytes));
        return kernel.node(name);
    }

    @Test
    void aWriterPassesItsQuotaByOneTransactionAtMost() {
        for (Version version : Version.ALL) {
            for (long quota = 4 * M; quota < 12 * M; quota += 777_777) {
                Kernel kernel = kernel(version, 1 << 30);
                Node node = mounted(kernel, "p/a", "quota", quota);
                assertEquals(Errno.EDQUOT, new Files(kernel).write(node, "f", 0, 2 * quota, M), version.name());
                kernel.sync(1);
                long over = node.usedBytes() - quota;
                long slack = 128 * K + 64 * K + (version.extension() ? quota / 768 : 0);
                assertTrue(over >= 0 && over <= slack, version.name() + " " + quota + ": over by " + over);
            }
        }
    }

    @Test
    void aFullPoolSaysEnospcAndAFullQuotaEdquot() {
        for (Version version : Version.ALL) {
            Kernel kernel = kernel(version, 512 * M);
            Node node = mounted(kernel, "p/a", "quota", 0);
            assertEquals(Errno.ENOSPC, new Files(kernel).write(node, "f", 0, 1 << 30, M), version.name());
        }
    }

    /// The first write after a removal at a quota: refused at once since 2.1.7, admitted after a wait before.
    private Errno rewritten(Version version, String limit) {
        Kernel kernel = kernel(version, 1 << 30);
        Files files = new Files(kernel);
        Node node = mounted(kernel, "p/a", limit, 20 * M);
        files.write(node, "a", 0, 8 * M, 128 * K);
        files.write(node, "b", 0, 20 * M, 128 * K);
        files.remove(node, "a");
        return files.write(node, "c", 0, 4 * M, 128 * K);
    }

    @Test
    void whatWasRemovedAtAQuotaCanBeWrittenAtOnceOnlyBefore217() {
        assertEquals(List.of(Errno.OK, Errno.OK, Errno.OK, Errno.EDQUOT, Errno.EDQUOT, Errno.EDQUOT),
                Version.ALL.stream().map(version -> rewritten(version, "quota")).toList());
    }

    @Test
    void whatWasRemovedAtARefquotaCanBeWrittenAtOnceOnEveryVersion() {
        assertEquals(List.of(Errno.OK, Errno.OK, Errno.OK, Errno.OK, Errno.OK, Errno.OK),
                Version.ALL.stream().map(version -> rewritten(version, "refquota")).toList());
    }

    /// Nanoseconds from a removal until it shows, nobody asking for a sync.
    private long lagNanos(Version version) {
        Kernel kernel = kernel(version, 1 << 30);
        Files files = new Files(kernel);
        Node node = mounted(kernel, "p/a", "quota", 0);
        files.write(node, "f", 0, 8 * M, 128 * K);
        kernel.sync(1);
        long full = node.usedBytes();
        files.remove(node, "f");
        long removed = time.nanos();
        while (node.usedBytes() == full) {
            kernel.pause(10_000_000);
        }
        return time.nanos() - removed;
    }

    @Test
    void freedSpaceShowsWhenTheGroupTimesOut() {
        long fuse = lagNanos(Version.ZFS_FUSE_0_7);
        long openzfs = lagNanos(Version.OPENZFS_2_3);
        assertTrue(fuse > 20e9 && fuse <= 30.1e9, "zfs-fuse: " + fuse / 1e9 + " s");
        assertTrue(openzfs > 4e9 && openzfs <= 5.1e9, "OpenZFS: " + openzfs / 1e9 + " s");
    }

    @Test
    void anyChangeMakesAllEarlierWritesShow() {
        Kernel kernel = kernel(Version.OPENZFS_2_3, 1 << 30);
        Node node = mounted(kernel, "p/a", "quota", 0);
        long before = node.usedBytes();
        new Files(kernel).write(node, "f", 0, M, 128 * K);
        assertEquals(before, node.usedBytes());
        kernel.changes().set("p", "x:y", "z");
        assertTrue(node.usedBytes() >= before + M, "used " + node.usedBytes());
    }

    @Test
    void aDestroyedDatasetLeavesItsParentAtOnceAndThePoolLater() {
        Kernel kernel = kernel(Version.OPENZFS_2_3, 1 << 30);
        kernel.changes().create("p/t");
        Node node = mounted(kernel, "p/t/a", "quota", 0);
        new Files(kernel).write(node, "f", 0, 8 * M, 128 * K);
        kernel.sync(1);
        Mounts.unmount(kernel, node);
        kernel.pause(1_000_000);
        assertEquals(Errno.OK, kernel.changes().destroy("p/t/a"));
        assertEquals(kernel.version().datasetBytes(), kernel.node("p/t").usedBytes());
        assertTrue(kernel.freeingBytes() > 8 * M, "freeing " + kernel.freeingBytes());
        kernel.sync(2);
        assertEquals(0, kernel.freeingBytes());
    }

    @Test
    void aSmallReservationDoesNotLetAWriterInWhileTheParentIsFull() {
        Kernel kernel = kernel(Version.ZFS_FUSE_0_7, 1 << 30);
        Files files = new Files(kernel);
        Node parent = mounted(kernel, "p/a", "quota", 100 * M);
        Node narrow = mounted(kernel, "p/a/narrow", "reservation", 4 * M);
        Node wide = mounted(kernel, "p/a/wide", "reservation", 70 * M);
        files.write(parent, "f", 0, 100 * M, 128 * K);
        kernel.sync(1);
        assertEquals(List.of(Errno.EDQUOT, Errno.OK), List.of(files.create(narrow, "f", false),
                files.create(wide, "f", false)));
    }
}
