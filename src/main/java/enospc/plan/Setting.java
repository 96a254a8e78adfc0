package enospc.plan;

import enospc.install.Bug;
import enospc.install.Terms;
import enospc.pool.sim.Profile;
import enospc.pool.sim.Version;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One thing that a workload can decide: a key in its file, and an option of the same name on the command line.
///
/// @param key      as written in both, such as `quota-fraction`
/// @param standard the value where nobody says anything
/// @param about    a line for `--help`
public record Setting<T>(String key, String standard, Form<T> form, String about) {

    public static final Setting<Integer> WORKERS = new Setting<>("workers", "16", Form.whole(1, 4096),
            "how many install at the same time");
    /// 0 stands for one image a worker.
    public static final Setting<Integer> IMAGES = new Setting<>("images", "0", Form.whole(0, 100_000),
            "how many different images; 0: one for each worker");
    public static final Setting<String> SHARING = new Setting<>("sharing", "unique",
            Form.oneOf("unique", "shared", "mix"), "whether workers install the same images");
    public static final Setting<Form.Range<Long>> IMAGE_SIZE = new Setting<>("image-size", "1M..8M", Form.sizes(),
            "sum of an image's file sizes");
    public static final Setting<List<String>> FORMATS = new Setting<>("formats", "squashfs,layers",
            Form.someOf("squashfs", "layers"), "how images come, in turn");
    public static final Setting<Double> QUOTA_FRACTION = new Setting<>("quota-fraction", "0.5", Form.fraction(100),
            "quota of the templates, as a part of all images' measured sizes");
    public static final Setting<Quota> QUOTA = new Setting<>("quota", "fraction",
            Form.of("fraction|one-fits|SIZE", Quota::parse), "quota of the templates: quota-fraction of the images, or"
                    + " room for one template and never two, or so many bytes");
    /// Empty stands for as large as the plan needs.
    public static final Setting<Optional<Long>> POOL_SIZE = new Setting<>("pool-size", "auto", Form.orAuto(Form.size()),
            "size of the pool to make; auto: large enough that the quota is what binds");
    public static final Setting<Integer> ROUNDS = new Setting<>("rounds", "4", Form.whole(1, 1_000_000),
            "how often each worker installs, holds and removes");
    /// 0 stands for no limit.
    public static final Setting<Duration> TIME_LIMIT = new Setting<>("time-limit", "0s", Form.duration(),
            "no install begins after this; 0s: the rounds decide");
    public static final Setting<Duration> STAGGER = new Setting<>("stagger", "1s", Form.duration(),
            "workers begin within this time");
    public static final Setting<Form.Range<Duration>> HOLD = new Setting<>("hold", "3s..8s", Form.durations(),
            "how long a container lives");
    public static final Setting<Form.Range<Duration>> PAUSE = new Setting<>("pause", "0s..1s", Form.durations(),
            "rest between removing and the next install");
    public static final Setting<Duration> WARM = new Setting<>("warm", "60s", Form.duration(),
            "a template used within this time is warm");
    public static final Setting<Integer> THRESHOLD = new Setting<>("threshold", "95", Form.whole(1, 100),
            "percent of the quota at which warm templates begin to go");
    /// 0 stands for never.
    public static final Setting<Duration> SWEEP_EVERY = new Setting<>("sweep-every", "5s", Form.duration(),
            "the nemesis sweeps about this often; 0s: never");
    /// 0 stands for never.
    public static final Setting<Duration> SQUEEZE_EVERY = new Setting<>("squeeze-every", "6s", Form.duration(),
            "the nemesis takes space away about this often; 0s: never");
    public static final Setting<Double> SQUEEZE_SIZE = new Setting<>("squeeze-size", "0.8", Form.fraction(1),
            "how much of the space that is free under the quota a squeeze takes");
    public static final Setting<Form.Range<Duration>> SQUEEZE_HOLD = new Setting<>("squeeze-hold", "1s..3s",
            Form.durations(), "how long a squeeze lasts");
    public static final Setting<String> SQUEEZE_FROM = new Setting<>("squeeze-from", "quota",
            Form.oneOf("quota", "pool"), "what a squeeze fills: the quota, or the whole pool, so that even creating a"
                    + " dataset is refused (not on a lent pool)");
    /// 0 stands for never.
    public static final Setting<Duration> KILL_EVERY = new Setting<>("kill-every", "0s", Form.duration(),
            "the nemesis kills a worker about this often; 0s: never");
    public static final Setting<String> FAIL_ONCE = new Setting<>("fail-once", "none",
            Form.oneOf("none", "copy", "create", "snapshot", "clone", "rename"),
            "every other such step of a worker is refused as out of space, though there is space");
    /// 0 stands for never; these three too.
    public static final Setting<Duration> QUOTA_CUT_EVERY = new Setting<>("quota-cut-every", "0s", Form.duration(),
            "the nemesis lowers the quota about this often, as much and as long as a squeeze; 0s: never");
    public static final Setting<Duration> PIPE_KILL_EVERY = new Setting<>("pipe-kill-every", "0s", Form.duration(),
            "the nemesis kills one process of a worker's copy about this often; 0s: never");
    public static final Setting<Duration> STOP_EVERY = new Setting<>("stop-every", "0s", Form.duration(),
            "the nemesis stops a worker's copy about this often, as long as a squeeze; 0s: never");
    public static final Setting<Duration> BALLAST_EVERY = new Setting<>("ballast-every", "0s", Form.duration(),
            "the nemesis writes a file that takes space away about this often, as much and as long as a squeeze; 0s:"
                    + " never");
    public static final Setting<Duration> SLOW_SYNC_EVERY = new Setting<>("slow-sync-every", "0s", Form.duration(),
            "the nemesis slows the pool's transaction groups about this often, as long as a squeeze; 0s: never");
    public static final Setting<Integer> SLOW_SYNC_FACTOR = new Setting<>("slow-sync-factor", "10",
            Form.whole(2, 1_000), "how many times as long they take then");
    /// Empty stands for one that is computed from what was measured.
    public static final Setting<Optional<Duration>> PIPE_DEADLINE = new Setting<>("pipe-deadline", "auto",
            Form.orAuto(Form.duration()),
            "the longest that one unpacking may take; auto: by the images and the pool, as measured");
    public static final Setting<Duration> WAIT_DEADLINE = new Setting<>("wait-deadline", "600s", Form.duration(),
            "the longest that an install waits for another extractor");
    public static final Setting<Duration> GRACE = new Setting<>("grace", "5s", Form.duration(),
            "how late cleaning up and waking may be before it counts as a failure");
    public static final Setting<Duration> SETTLE = new Setting<>("settle", "30s", Form.duration(),
            "how long the store may take to come to rest after the race, with all faults taken back");
    public static final Setting<Duration> CENSUS_EVERY = new Setting<>("census-every", "2s", Form.duration(),
            "how often the pool itself is read; 0s: only after each install and at the end");
    public static final Setting<String> GUARD = new Setting<>("guard", "watchdog",
            Form.oneOf(names(Terms.Guard.values())), "what keeps an unpacking from running for ever");
    public static final Setting<String> BUG = new Setting<>("bug", "none",
            Form.oneOf(Arrays.stream(Bug.values()).map(Bug::text).toArray(String[]::new)),
            "a mistake to plant into the built-in protocol");
    public static final Setting<List<String>> REQUIRE = new Setting<>("require", "",
            Form.someOf("retry-succeeds", "retry-fails", "pipe-fails-clean", "pipe-hangs", "waits-then-shares",
                    "evicts-under-pressure", "reuses-warm", "crash-then-recovers"),
            "transitions without which a run is unknown");

    public static final Setting<String> TARGET = new Setting<>("target", "sim", Form.oneOf("sim", "zfs"),
            "the embedded pool in virtual time, or a real one");
    public static final Setting<String> ZFS = new Setting<>("zfs", "openzfs-2.3",
            Form.oneOf(Version.ALL.stream().map(Version::name).toArray(String[]::new)),
            "whose rules the embedded pool keeps");
    public static final Setting<String> PROFILE = new Setting<>("profile", "file",
            Form.oneOf(Profile.ALL.stream().map(Profile::name).toArray(String[]::new)),
            "how fast the embedded pool's machine is");
    public static final Setting<Duration> HORIZON = new Setting<>("horizon", "48h", Form.duration(),
            "virtual time at which a run on the embedded pool is cut, as it goes round in circles");
    public static final Setting<Integer> EVENTS_MOST = new Setting<>("events-most", "20000000",
            Form.whole(1, 2_000_000_000), "events after which a run is cut, for the same reason");

    public static final Setting<String> SUBJECT = new Setting<>("subject", "builtin", Form.oneOf("builtin", "exec"),
            "the built-in protocol, or the commands that the workload file names");
    /// Empty for the user who runs the program.
    public static final Setting<String> AS = new Setting<>("as", "", Form.text(),
            "the user as whom an exec subject runs, with zfs allow rights");
    public static final Setting<String> SCHEDULE = new Setting<>("schedule", "timed",
            Form.oneOf("timed", "random", "pct", "exhaustive"),
            "which step goes next: as time has it, or as the seed chooses");
    public static final Setting<Integer> SCHEDULE_DEPTH = new Setting<>("schedule-depth", "3", Form.whole(1, 100),
            "with pct: how many orderings a bug may need");

    /// All of them, in the order of `--help` and of plan.json.
    public static final List<Setting<?>> ALL = List.of(WORKERS, IMAGES, SHARING, IMAGE_SIZE, FORMATS, QUOTA_FRACTION,
            ROUNDS, TIME_LIMIT, STAGGER, HOLD, PAUSE, WARM, THRESHOLD, SWEEP_EVERY, SQUEEZE_EVERY, SQUEEZE_SIZE,
            SQUEEZE_HOLD, SQUEEZE_FROM, KILL_EVERY, PIPE_DEADLINE, WAIT_DEADLINE, GRACE, SETTLE, CENSUS_EVERY, GUARD,
            BUG, REQUIRE, TARGET, ZFS, PROFILE, HORIZON, EVENTS_MOST, SUBJECT, AS, SCHEDULE, SCHEDULE_DEPTH,
            QUOTA, POOL_SIZE, FAIL_ONCE, QUOTA_CUT_EVERY, PIPE_KILL_EVERY, STOP_EVERY, BALLAST_EVERY,
            SLOW_SYNC_EVERY, SLOW_SYNC_FACTOR);

    public static Optional<Setting<?>> named(String key) {
        return ALL.stream().filter(setting -> setting.key.equals(key)).findFirst();
    }

    /// @throws BadInput naming the setting and what is wrong with the value
    public T parse(String text) {
        try {
            return form.parse(text);
        } catch (BadInput wrong) {
            throw new BadInput(key + " " + wrong.getMessage());
        }
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toArray(String[]::new);
    }
}
