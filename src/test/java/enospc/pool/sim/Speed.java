package enospc.pool.sim;

import enospc.pool.Command;
import enospc.pool.Dataset;
import enospc.pool.Image;
import enospc.pool.Reply;
import enospc.world.Seed;
import enospc.world.VirtualTime;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// How many simulated runs of 16 workers a CPU second does: a race for a quota that fits half of the images.
///
/// `java --add-exports java.base/jdk.internal.vm=ALL-UNNAMED -cp target/classes:target/test-classes
/// enospc.pool.sim.Speed [SECONDS] [FILES] [BYTES] [SHARE]` prints a line for each version and each profile.
public final class Speed {

    private static final int WORKERS = 16;
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final VirtualTime time;
    private final SimPool pool;
    private final List<Image.Files> files;
    private final double share;
    private long steps;

    private Speed(long seed, Version version, Profile profile, List<Image.Files> files, double share) {
        this.share = share;
        this.time = new VirtualTime(new Seed(seed), Long.MAX_VALUE);
        this.pool = new SimPool(time, new Seed(seed), version, profile, "p", 4L << 30);
        this.files = files;
    }

    private Reply step(Command command) {
        steps++;
        return pool.run(command);
    }

    private long run() {
        step(new Command.Create("p/t", new TreeMap<>()));
        long nominal = files.stream().mapToLong(each -> each.count() * each.bytes()).sum();
        step(new Command.Set("p/t", "quota", Long.toString((long) (nominal * WORKERS * share))));
        SequencedMap<String, Runnable> lanes = new LinkedHashMap<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            String name = "w" + worker;
            lanes.put(name, () -> install(name));
        }
        time.run(lanes);
        return steps;
    }

    private void install(String name) {
        Image image = new Image(name, name.repeat(4), Image.Format.SQUASHFS, 1, files);
        String template = "p/t/" + image.key();
        String staging = template + ".tmp";
        step(new Command.ListAll("p/t"));
        step(new Command.Get(template + "@pristine"));
        step(new Command.Create(staging, new TreeMap<>()));
        step(new Command.Mount(staging));
        Reply unpacked = step(new Command.Unsquash(image, staging, DEADLINE));
        if (!unpacked.done()) {
            sweep();
            unpacked = step(new Command.Unsquash(image, staging, DEADLINE));
        }
        step(new Command.Unmount(staging));
        if (!unpacked.done()) {
            step(new Command.Destroy(staging, true));
            return;
        }
        step(new Command.Rename(staging, template));
        step(new Command.Snapshot(template + "@pristine"));
        step(new Command.Set(template, "readonly", "on"));
        step(new Command.Set(template, "enroot:last_used", Long.toString(time.epochSeconds())));
        step(new Command.Clone(template + "@pristine", "p/" + name));
        step(new Command.Mount("p/" + name));
        step(new Command.Digest("p/" + name));
        step(new Command.Unmount("p/" + name));
        step(new Command.Destroy("p/" + name, false));
    }

    private void sweep() {
        Reply.Found found = (Reply.Found) step(new Command.ListAll("p/t"));
        for (Dataset each : found.datasets()) {
            if (each.name().endsWith("@pristine")) {
                step(new Command.Destroy(each.name(), false));
                step(new Command.Destroy(each.name().substring(0, each.name().indexOf('@')), false));
            }
        }
    }

    /// @param arguments CPU seconds for each line, files of an image, bytes of each, quota as a share of all images
    public static void main(String[] arguments) {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 4;
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 24;
        long bytes = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1 << 20;
        double share = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 0.5;
        for (int round = 0; round < 2; round++) {
            for (Version version : List.of(Version.ZFS_FUSE_0_7, Version.OPENZFS_2_3)) {
                measure(seconds, version, List.of(new Image.Files(count, bytes)), share, round > 0);
            }
        }
    }

    private static void measure(double seconds, Version version, List<Image.Files> files, double share,
                                boolean prints) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();   // the core's time: others may be on it as well
        long began = thread.getCurrentThreadCpuTime();
        long runs = 0;
        long steps = 0;
        long waits = 0;
        while (thread.getCurrentThreadCpuTime() - began < seconds * 1e9) {
            Speed speed = new Speed(runs++, version, Profile.FILE, files, share);
            steps += speed.run();
            waits += speed.pool.kernel().waits();
        }
        double took = (thread.getCurrentThreadCpuTime() - began) / 1e9;
        if (prints) {
            System.out.printf("%-16s %8.0f runs/s %6d steps a run %8d waits a run %6.0f ns a step%n", version.name(),
                    runs / took, steps / runs, waits / runs, took * 1e9 / steps);
        }
    }
}
