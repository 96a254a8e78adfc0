package enospc.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What is to be tried, before the seed has decided anything: a value for each setting.
///
/// @param name   of its file without the ending
/// @param values by key, in the order of [Setting#ALL]; each of its setting's form
/// @param subject what the file says of an external one
public record Workload(String name, SequencedMap<String, String> values, Optional<Subject> subject) {

    /// One PiB of images, and this many installs, are more than any run can do; beyond that numbers run over.
    private static final long BYTES_MOST = 1L << 50;
    static final long INSTALLS_MOST = 1_000_000;

    /// All settings at their standard values, except for these.
    ///
    /// @throws BadInput if a value is not of its setting's form, or two settings do not fit together
    public static Workload of(String name, Map<String, String> said) {
        return of(name, said, Optional.empty());
    }

    /// The same with an external subject.
    public static Workload of(String name, Map<String, String> said, Optional<Subject> subject) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (Setting<?> setting : Setting.ALL) {
            String text = said.getOrDefault(setting.key(), setting.standard());
            setting.parse(text);
            values.put(setting.key(), text);
        }
        Workload workload = new Workload(name, values, subject);
        if (workload.get(Setting.FORMATS).isEmpty()) {
            throw new BadInput("formats is empty; it needs squashfs, layers or both");
        }
        long largest = workload.get(Setting.IMAGE_SIZE).most();
        if (largest > BYTES_MOST / workload.images()) {
            throw new BadInput("image-size is " + values.get(Setting.IMAGE_SIZE.key()) + " for " + workload.images()
                    + " images; together they must not be more than 1048576G");
        }
        if ((long) workload.get(Setting.WORKERS) * workload.get(Setting.ROUNDS) > INSTALLS_MOST) {
            throw new BadInput("workers times rounds is more than " + INSTALLS_MOST + " installs; plan fewer");
        }
        return workload;
    }

    /// The same with some settings changed.
    public Workload with(Map<String, String> said) {
        Map<String, String> merged = new LinkedHashMap<>(values);
        merged.putAll(said);
        return of(name, merged, subject);
    }

    public <T> T get(Setting<T> setting) {
        return setting.parse(values.get(setting.key()));
    }

    /// One image a worker where nothing else is said.
    public int images() {
        int said = get(Setting.IMAGES);
        return said == 0 ? get(Setting.WORKERS) : said;
    }
}
