package enospc.plan;

import enospc.pool.Contents;
import enospc.pool.Image;
import enospc.pool.Image.Files;
import enospc.pool.Image.Format;
import enospc.world.Chance;
import enospc.world.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Turns a workload and a seed into a plan. Equal workload and seed, equal plan.
public final class Generator {

    /// Very large images have larger files, not more.
    private static final long FILES_MOST = 1_000_000;

    /// Faults are planned this far ahead, or as far as the time limit; a run that takes longer goes on without.
    private static final Duration FAULTS_END = Duration.ofMinutes(10);

    /// A round takes at least this long, however short its hold: bounds the rounds of a run with a time limit.
    private static final Duration ROUND_LEAST = Duration.ofMillis(100);

    private final Workload workload;
    private final Seed seed;
    private final int rounds;

    private Generator(Workload workload, Seed seed) {
        this.workload = workload;
        this.seed = seed;
        this.rounds = rounds();
    }

    /// @param version of this program, written into the plan
    /// @param replay  the command that does the same again, written into the plan
    /// @throws BadInput if settings do not fit together
    public static Plan plan(String version, String replay, Workload workload, Seed seed) {
        Fits.check(workload);
        Generator generator = new Generator(workload, seed);
        List<Image> images = generator.images();
        return new Plan(version, replay, workload, seed, images, generator.workers(images), generator.faults());
    }

    private List<Image> images() {
        Chance chance = seed.stream("images");
        List<String> formats = workload.get(Setting.FORMATS);
        Form.Range<Long> sizes = workload.get(Setting.IMAGE_SIZE);
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < workload.images(); i++) {
            Format format = formats.get(i % formats.size()).equals("layers") ? Format.LAYERS : Format.SQUASHFS;
            long bytes = chance.betweenByMagnitude(sizes.least(), sizes.most());
            List<Files> files = chance.happens(0.5) ? manySmall(chance, bytes) : fewLarge(chance, bytes);
            long content = chance.next();
            String name = numbered("i", i, workload.images());
            images.add(new Image(name, Contents.hex(name + format + content + files), format, content, files));
        }
        return images;
    }

    private static List<Files> manySmall(Chance chance, long bytes) {
        long each = Math.max(Math.min(bytes, chance.between(4, 16) << 10), bytes / FILES_MOST);
        List<Files> files = new ArrayList<>();
        files.add(new Files((int) (bytes / each), each));
        if (bytes % each > 0) {
            files.add(new Files(1, bytes % each));
        }
        return files;
    }

    private static List<Files> fewLarge(Chance chance, long bytes) {
        int count = (int) chance.between(1, 4);
        long each = Math.max(1, bytes / count - 1);
        return List.of(new Files(count, each));
    }

    private List<Plan.Worker> workers(List<Image> images) {
        int count = workload.get(Setting.WORKERS);
        return IntStream.range(0, count).mapToObj(w -> worker(w, count, images)).toList();
    }

    private Plan.Worker worker(int w, int count, List<Image> images) {
        String name = numbered("w", w, count);
        Chance chance = seed.stream(name);
        Duration start = draw(chance, new Form.Range<>(Duration.ZERO, workload.get(Setting.STAGGER)));
        List<Op> ops = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String container = "c" + name.substring(1) + "-" + round;
            ops.add(new Op.Install(choose(chance, w, count, round, images), container));
            ops.add(new Op.Hold(draw(chance, workload.get(Setting.HOLD))));
            ops.add(new Op.Remove(container));
            ops.add(new Op.Hold(draw(chance, workload.get(Setting.PAUSE))));
        }
        return new Plan.Worker(name, start, ops);
    }

    /// A time limit stands for as many rounds as could fit into it.
    private int rounds() {
        Duration limit = workload.get(Setting.TIME_LIMIT);
        if (limit.isZero()) {
            return workload.get(Setting.ROUNDS);
        }
        Duration least = workload.get(Setting.HOLD).least().plus(workload.get(Setting.PAUSE).least());
        Duration round = least.compareTo(ROUND_LEAST) < 0 ? ROUND_LEAST : least;
        long fit = limit.dividedBy(round) + 1;
        if (fit * workload.get(Setting.WORKERS) > Workload.INSTALLS_MOST) {
            throw new BadInput("time-limit is " + workload.values().get(Setting.TIME_LIMIT.key())
                    + "; with this hold and so many workers that is more than " + Workload.INSTALLS_MOST
                    + " installs; hold longer");
        }
        return (int) fit;
    }

    /// Unique: worker w has the images w, w + workers, ... for itself, in turn; if there are fewer images than workers
    /// some have to share. Shared: any of all. Mix: its own or any, as likely.
    private Image choose(Chance chance, int w, int count, int round, List<Image> images) {
        boolean own = switch (workload.get(Setting.SHARING)) {
            case "unique" -> true;
            case "shared" -> false;
            default -> chance.happens(0.5);
        };
        if (!own) {
            return images.get(chance.below(images.size()));
        }
        int first = w % images.size();
        int mine = (images.size() - first + count - 1) / count;
        return images.get(first + round % mine * count);
    }

    private List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (Duration at : times("sweeps", workload.get(Setting.SWEEP_EVERY))) {
            faults.add(new Fault.Sweep(at));
        }
        Chance chance = seed.stream("squeeze-holds");
        for (Duration at : times("squeezes", workload.get(Setting.SQUEEZE_EVERY))) {
            faults.add(new Fault.Squeeze(at, workload.get(Setting.SQUEEZE_SIZE),
                    draw(chance, workload.get(Setting.SQUEEZE_HOLD))));
        }
        Chance victims = seed.stream("victims");
        int count = workload.get(Setting.WORKERS);
        for (Duration at : times("kills", workload.get(Setting.KILL_EVERY))) {
            faults.add(new Fault.Kill(at, numbered("w", victims.below(count), count)));
        }
        Chance cuts = seed.stream("quota-cut-holds");
        for (Duration at : times("quota-cuts", workload.get(Setting.QUOTA_CUT_EVERY))) {
            faults.add(new Fault.QuotaCut(at, workload.get(Setting.SQUEEZE_SIZE),
                    draw(cuts, workload.get(Setting.SQUEEZE_HOLD))));
        }
        Chance ballasts = seed.stream("ballast-holds");
        for (Duration at : times("ballasts", workload.get(Setting.BALLAST_EVERY))) {
            faults.add(new Fault.Ballast(at, workload.get(Setting.SQUEEZE_SIZE),
                    draw(ballasts, workload.get(Setting.SQUEEZE_HOLD))));
        }
        Chance slows = seed.stream("slow-sync-holds");
        for (Duration at : times("slow-syncs", workload.get(Setting.SLOW_SYNC_EVERY))) {
            faults.add(new Fault.SlowSync(at, workload.get(Setting.SLOW_SYNC_FACTOR),
                    draw(slows, workload.get(Setting.SQUEEZE_HOLD))));
        }
        Chance copiers = seed.stream("copiers");
        for (Duration at : times("pipe-kills", workload.get(Setting.PIPE_KILL_EVERY))) {
            faults.add(new Fault.PipeKill(at, numbered("w", copiers.below(count), count)));
        }
        for (Duration at : times("stops", workload.get(Setting.STOP_EVERY))) {
            faults.add(new Fault.Stop(at, numbered("w", copiers.below(count), count),
                    draw(copiers, workload.get(Setting.SQUEEZE_HOLD))));
        }
        faults.sort(Comparator.comparing(Fault::at));
        return faults;
    }

    /// Between a half and one and a half times `every` apart.
    private List<Duration> times(String stream, Duration every) {
        List<Duration> times = new ArrayList<>();
        if (!every.isZero()) {
            Chance chance = seed.stream(stream);
            Form.Range<Duration> gap = new Form.Range<>(every.dividedBy(2), every.multipliedBy(3).dividedBy(2));
            Duration limit = workload.get(Setting.TIME_LIMIT);
            Duration end = limit.compareTo(FAULTS_END) > 0 ? limit : FAULTS_END;
            for (Duration at = draw(chance, gap); at.compareTo(end) < 0; at = at.plus(draw(chance, gap))) {
                times.add(at);
            }
        }
        return times;
    }

    private static Duration draw(Chance chance, Form.Range<Duration> range) {
        return Duration.ofMillis(chance.between(range.least().toMillis(), range.most().toMillis()));
    }

    /// `w07` of 16, `i003` of 400: names sort as numbers do.
    private static String numbered(String prefix, int number, int count) {
        String digits = Integer.toString(number);
        return prefix + "0".repeat(Integer.toString(count - 1).length() - digits.length()) + digits;
    }
}
