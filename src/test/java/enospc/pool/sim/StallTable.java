package enospc.pool.sim;

import enospc.pool.Image;
import enospc.world.Seed;
import enospc.world.VirtualTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// How writers stall near a limit: what was observed beside what the embedded pool does.
///
/// `java --add-exports java.base/jdk.internal.vm=ALL-UNNAMED -cp target/classes:target/test-classes
/// enospc.pool.sim.StallTable` prints the table of doc/simulation.md.
final class StallTable {

    private static final long K = 1 << 10;
    private static final long M = 1 << 20;

    /// zfs-fuse with 10 ms added to each fsync(2): 32.4 s for 2,433 groups.
    private static final Profile SLOW = Profile.FILE.withSync(13_300_000);

    private StallTable() { }

    /// One line of the table.
    ///
    /// @param unit what was counted: `txgs`, `s`, or `MB` that were used at a certain time
    record Row(String what, String unit, double observed, double simulated) {

        double ratio() {
            return simulated / observed;
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        fuseFiles(rows);
        fuseTars(rows);
        kernelFiles(rows);
        kernelTars(rows);
        return rows;
    }

    private static void fuseFiles(List<Row> rows) {
        long[][] cases = {{10, 128, 177}, {30, 128, 269}, {100, 128, 367}, {180, 128, 409}, {30, 16, 493}};
        for (long[] each : cases) {
            Trial trial = new Trial(Version.ZFS_FUSE_0_7, Profile.FILE, "quota", each[0] * M);
            trial.file(2 * each[0] * M, each[1] * K);
            rows.add(new Row("zfs-fuse, one file, " + each[1] + "K a write, quota " + each[0] + "M, with overflow",
                    "txgs", each[2], trial.txgs()));
        }
        Trial freed = new Trial(Version.ZFS_FUSE_0_7, Profile.FILE, "quota", 20 * M);
        freed.write("a", 8 * M);
        freed.write("b", 20 * M);
        freed.restart();
        freed.rewrite("a", 8 * M);
        rows.add(new Row("zfs-fuse, at a quota of 20M: 8M removed and written again", "txgs", 168, freed.txgs()));
    }

    private static void fuseTars(List<Row> rows) {
        double[][] cases = {{5, 2433, 32.4}, {6, 1539, 19.7}, {8, 253, 2.8}, {12, 55, 0.6}, {20, 21, 0}, {50, 4, 0.3}};
        for (double[] each : cases) {
            Trial trial = new Trial(Version.ZFS_FUSE_0_7, SLOW, "quota", (long) each[0] * M);
            trial.tar(300, 16 * K, Long.MAX_VALUE);
            String what = "zfs-fuse, tar of 300 x 16K, quota " + (int) each[0] + "M";
            rows.add(new Row(what, "txgs", each[1], trial.txgs()));
            if (each[2] > 0) {
                rows.add(new Row(what + ", 10 ms added to a sync", "s", each[2], trial.seconds()));
            }
        }
        double[][] refquotas = {{5, 29.7}, {6, 24.9}, {8, 3.3}};
        for (double[] each : refquotas) {
            Trial trial = new Trial(Version.ZFS_FUSE_0_7, SLOW, "refquota", (long) each[0] * M);
            trial.tar(300, 16 * K, Long.MAX_VALUE);
            rows.add(new Row("zfs-fuse, tar of 300 x 16K, refquota " + (int) each[0] + "M, 10 ms added to a sync", "s",
                    each[1], trial.seconds()));
        }
        Trial over = new Trial(Version.ZFS_FUSE_0_7, Profile.FILE.withSync(23_300_000), "quota", 3 * M);
        over.tar(300, 16 * K, Long.MAX_VALUE);
        rows.add(new Row("zfs-fuse, tar of 300 x 16K, quota 3M, with overflow", "txgs", 2381, over.txgs()));
        rows.add(new Row("zfs-fuse, the same, 20 ms added to a sync", "s", 42.4, over.seconds()));
    }

    private static void kernelFiles(List<Row> rows) {
        Object[][] cases = {{"quota", 4L, 4.5}, {"quota", 8L, 7.95}, {"quota", 16L, 19.9}, {"refquota", 4L, 7.1},
            {"refquota", 16L, 23.5}};
        for (Object[] each : cases) {
            Trial trial = new Trial(Version.OPENZFS_2_1_11, Profile.EMULATED, (String) each[0], (long) each[1] * M);
            trial.file(2 * (long) each[1] * M, 128 * K);
            rows.add(new Row("OpenZFS 2.1.11, one file, 128K a write, " + each[0] + " " + each[1]
                    + "M, with overflow", "s", (double) each[2], trial.seconds()));
        }
        Trial freed = new Trial(Version.OPENZFS_2_1_11, Profile.EMULATED, "refquota", 4 * M);
        freed.write("a", 8 * M);
        freed.restart();
        freed.rewrite("a", 5 * M / 2);
        rows.add(new Row("OpenZFS 2.1.11, at a refquota of 4M: removed, 2.5M written", "s", 2.3, freed.seconds()));
        Trial small = new Trial(Version.OPENZFS_2_1_11, Profile.EMULATED, "quota", 2 * M);
        small.tar(478, 4 * K, Long.MAX_VALUE);
        rows.add(new Row("OpenZFS 2.1.11, 478 files of 4K, quota 2M", "s", 184.7, small.seconds()));
    }

    private static void kernelTars(List<Row> rows) {
        Trial free = new Trial(Version.OPENZFS_2_1_11, Profile.EMULATED, "quota", 0);
        free.tar(1920, 16 * K, Long.MAX_VALUE);
        rows.add(new Row("OpenZFS 2.1.11, tar of 1,920 x 16K, no limit", "s", 3.6, free.seconds()));
        Object[][] cases = {{"quota", 100L, 2.3}, {"quota", 150L, 3.1}, {"refquota", 45L, 2.0}};
        for (Object[] each : cases) {
            Trial trial = new Trial(Version.OPENZFS_2_1_11, Profile.EMULATED, (String) each[0], 8 * M);
            trial.tar(1920, 16 * K, (long) each[1] * 1_000_000_000L);
            rows.add(new Row("OpenZFS 2.1.11, tar of 1,920 x 16K, " + each[0] + " 8M: used after " + each[1] + " s",
                    "MB", (double) each[2], trial.usedMegabytes()));
        }
    }

    /// Seconds until the first of four tars of 300 x 16K under one quota of 10M is done, 50 ms added to a sync.
    static double fourTars() {
        Trial trial = new Trial(Version.ZFS_FUSE_0_7, Profile.FILE.withSync(53_300_000), "quota", 10 * M);
        return trial.firstOf(4);
    }

    /// One dataset with one limit, and what is done to it.
    private static final class Trial {

        private final VirtualTime time = new VirtualTime(new Seed(1), Long.MAX_VALUE);
        private final Kernel kernel;
        private final Files files;
        private final Node node;
        private long beganNanos;
        private long beganTxg;

        Trial(Version version, Profile profile, String limit, long bytes) {
            kernel = new Kernel(time, new Seed(1), version, profile, "p", 1L << 30);
            files = new Files(kernel);
            node = mounted("p/q");
            kernel.changes().set("p/q", limit, Long.toString(bytes));
            restart();
        }

        private Node mounted(String name) {
            kernel.changes().create(name);
            Mounts.mount(kernel, kernel.node(name));
            return kernel.node(name);
        }

        void restart() {
            beganNanos = time.nanos();
            beganTxg = kernel.txg();
        }

        void file(long bytes, long chunk) {
            files.write(node, "f", 0, bytes, chunk);
        }

        void write(String name, long bytes) {
            files.write(node, name, 0, bytes, 128 * K);
        }

        void rewrite(String name, long bytes) {
            files.remove(node, name);
            write(name, bytes);
        }

        void tar(int count, long bytes, long nanos) {
            tar(node, count, bytes, nanos == Long.MAX_VALUE ? nanos : time.nanos() + nanos);
        }

        private void tar(Node into, int count, long bytes, long deadlineNanos) {
            Image image = new Image("i", into.name(), Image.Format.LAYERS, 1, List.of(new Image.Files(count, bytes)));
            new Extraction(kernel, into, image, Copier.TAR, new Hand(0, deadlineNanos)).run();
        }

        double firstOf(int tars) {
            List<Double> ended = new ArrayList<>();
            SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
            for (int i = 0; i < tars; i++) {
                Node child = mounted("p/q/" + i);
                lanes.put(child.name(), () -> {
                    tar(child, 300, 16 * K, Long.MAX_VALUE);
                    ended.add(seconds());
                });
            }
            time.run(lanes);
            return ended.getFirst();
        }

        double txgs() {
            return kernel.txg() - beganTxg;
        }

        double seconds() {
            return (time.nanos() - beganNanos) / 1e9;
        }

        double usedMegabytes() {
            return node.usedBytes() / 1e6;
        }
    }

    /// Prints the table.
    public static void main(String[] arguments) {
        System.out.println("| case | observed | simulated | ratio |\n| --- | --- | --- | --- |");
        for (Row row : rows()) {
            String form = row.unit.equals("txgs") ? "%.0f" : "%.1f";
            System.out.printf(Locale.ROOT, "| %s | " + form + " %s | " + form + " %s | %.2f |%n", row.what,
                    row.observed, row.unit, row.simulated, row.unit, row.ratio());
        }
        System.out.printf(Locale.ROOT, "| zfs-fuse, four tars of 300 x 16K under one quota of 10M, 50 ms added: first "
                + "ends after | > 120 s | %.0f s | |%n", fourTars());
    }
}
