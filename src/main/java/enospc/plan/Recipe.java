package enospc.plan;

import enospc.pool.Contents;
import enospc.pool.Image;
import enospc.pool.Image.Files;
import enospc.pool.Image.Format;
import enospc.world.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A short run of one worker that takes one transition for certain, on any pool: images of one size, and room for one
/// template but never for two.
public enum Recipe {
    /// The other template lies idle: it is evicted, and the retry succeeds.
    RETRY_SUCCEEDS("retry-succeeds"),
    /// The other template is live: nothing can be evicted, and the retry fails.
    RETRY_FAILS("retry-fails"),
    /// The same with a pipe of two tar, which must end by itself.
    PIPE_ENOSPC("pipe-fails-clean", "retry-fails"),
    /// All three, one after the other in one run.
    ALL("retry-succeeds", "retry-fails", "pipe-fails-clean");

    /// What takes the space away.
    public enum By { QUOTA, RESERVATION }

    private static final long SMALL_BYTES = 64 << 10;
    private static final int LARGE_FILES = 2;

    /// A squeeze is in place well before this, also where a command takes a second.
    private static final Duration SQUEEZED = Duration.ofSeconds(5);
    private static final Duration ALL_THE_TIME = Duration.ofDays(1);

    /// With a reservation the quota is this many times all images together, so it never binds.
    private static final int WIDE = 2;

    /// Half-way between one image and two.
    private static final double ROOM_IMAGES = 1.5;

    /// What a recipe takes of a workload file.
    private static final List<Setting<?>> OF_SUBJECT = List.of(Setting.TARGET, Setting.SUBJECT, Setting.AS,
            Setting.WAIT_DEADLINE);

    private final List<String> transitions;

    Recipe(String... transitions) {
        this.transitions = List.of(transitions);
    }

    /// As on the command line: `retry-succeeds`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Without these the run is unknown.
    public List<String> transitions() {
        return transitions;
    }

    /// @param said settings that the user chose; they beat the recipe's own
    public Plan plan(String version, String replay, Map<String, String> said, By by, Seed seed) {
        return plan(version, replay, workload(by).with(said), by, seed);
    }

    /// The same with the subject of a workload, and what that file says of where and as whom it runs.
    ///
    /// @throws BadInput if it does not install what the recipe needs
    public Plan plan(String version, String replay, Workload of, Map<String, String> said, By by, Seed seed) {
        List<String> formats = hasLayers() ? List.of("squashfs", "layers") : List.of("squashfs");
        if (!of.get(Setting.FORMATS).containsAll(formats)) {
            throw new BadInput("recipe " + text() + " installs " + String.join(" and ", formats) + ", and formats of "
                    + of.name() + " is " + of.values().get(Setting.FORMATS.key()) + ": take another recipe, or, if it"
                    + " can install them, say so there");
        }
        Map<String, String> settings = new LinkedHashMap<>(workload(by).values());
        OF_SUBJECT.forEach(setting -> settings.put(setting.key(), of.values().get(setting.key())));
        settings.put(Setting.FORMATS.key(), String.join(",", formats));
        settings.putAll(said);
        return plan(version, replay, Workload.of("recipe-" + text(), settings, of.subject()), by, seed);
    }

    private Plan plan(String version, String replay, Workload workload, By by, Seed seed) {
        Fits.check(workload);
        List<Image> images = images(workload.get(Setting.IMAGE_SIZE).most(), seed);
        Duration start = by == By.QUOTA ? Duration.ZERO : SQUEEZED;
        List<Fault> faults = by == By.QUOTA ? List.of()
                : List.of(new Fault.Squeeze(Duration.ZERO, 1 - ROOM_IMAGES / (WIDE * images.size()), ALL_THE_TIME));
        return new Plan(version, replay, workload, seed, images,
                List.of(new Plan.Worker("w0", start, ops(images))), faults);
    }

    private Workload workload(By by) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(Setting.WORKERS.key(), "1");
        settings.put(Setting.ROUNDS.key(), "1");
        settings.put(Setting.IMAGES.key(), Integer.toString(images()));
        settings.put(Setting.IMAGE_SIZE.key(), "4M");
        settings.put(Setting.QUOTA.key(), by == By.QUOTA ? "one-fits" : "fraction");
        settings.put(Setting.QUOTA_FRACTION.key(), Integer.toString(WIDE));
        settings.put(Setting.SWEEP_EVERY.key(), "0s");
        settings.put(Setting.SQUEEZE_EVERY.key(), "0s");
        settings.put(Setting.WARM.key(), "7d");
        settings.put(Setting.GRACE.key(), "2s");
        settings.put(Setting.REQUIRE.key(), String.join(",", transitions));
        return Workload.of("recipe-" + text(), settings);
    }

    private int images() {
        return this == ALL ? 3 : 2;
    }

    private boolean hasLayers() {
        return this == PIPE_ENOSPC || this == ALL;
    }

    private List<Image> images(long bytes, Seed seed) {
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < images(); i++) {
            boolean last = i == images() - 1;
            Format format = last && hasLayers() ? Format.LAYERS : Format.SQUASHFS;
            long content = seed.stream("image " + i).next();
            String name = "i" + i;
            images.add(new Image(name, Contents.hex(name + format + content + bytes), format, content, files(bytes)));
        }
        return images;
    }

    /// Half in small files, half in large ones.
    private static List<Files> files(long bytes) {
        long half = bytes / 2;
        return List.of(new Files((int) Math.max(1, half / SMALL_BYTES), Math.min(Math.max(1, half), SMALL_BYTES)),
                new Files(LARGE_FILES, Math.max(1, half / LARGE_FILES)));
    }

    private List<Op> ops(List<Image> images) {
        Op one = new Op.Install(images.get(0), "c0");
        Op other = new Op.Install(images.get(1), "c1");
        return switch (this) {
            case RETRY_SUCCEEDS -> List.of(one, new Op.Remove("c0"), other);
            case RETRY_FAILS, PIPE_ENOSPC -> List.of(one, other);
            case ALL -> List.of(one, other, new Op.Remove("c0"), new Op.Install(images.get(1), "c2"),
                    new Op.Install(images.get(2), "c3"));
        };
    }
}
