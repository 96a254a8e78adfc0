package enospc.soak;

import enospc.install.Bug;
import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.world.Seed;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A planted bug, the workload that is known to show it, and the claims that must see it there.
///
/// @param bug      what is planted; [Bug#NONE] for the protocol as it should be, which no claim may accuse
/// @param setting  the name of the workload, one of [#SETTINGS]
/// @param seenBy   claims that fail for many of its seeds; each must do so within a few
public record Canary(Bug bug, String setting, List<String> seenBy) {

    /// Small images and few rounds take the same paths as the default race in a tenth of the time; a bug that goes
    /// round in circles is cut.
    private static final Map<String, String> SMALL = Map.of("image-size", "256K..1M", "events-most", "100000");

    /// The workloads of the matrix: what differs from the standard settings.
    static final SequencedMap<String, Map<String, String>> SETTINGS = settings(Map.of(
            "unique", Map.of("rounds", "2"),
            "shared", Map.of("rounds", "3", "sharing", "shared", "images", "6"),
            "killed", Map.of("rounds", "3", "sharing", "shared", "images", "6", "kill-every", "4s"),
            // The pool itself is full again and again: even creating a dataset is refused, and not for being there.
            "full", Map.of("rounds", "3", "sharing", "shared", "images", "6", "squeeze-from", "pool",
                    "squeeze-size", "1", "squeeze-every", "3s"),
            // Few images, short holds and a low threshold: templates lie idle often, and each install sweeps.
            "swept", Map.of("rounds", "8", "sharing", "shared", "images", "3", "hold", "0s..1s", "threshold", "10")));

    /// Every planted bug, and first the protocol without one.
    public static final List<Canary> ALL = List.of(
            new Canary(Bug.NONE, "unique"),
            new Canary(Bug.ORPHAN_ON_BUSY, "unique", "NoOrphanStaging", "EveryFailureCleanedUp"),
            new Canary(Bug.RENAME_GAP, "shared", "LiveTemplatesSurvive", "TemplatesLinearize"),
            new Canary(Bug.EVICT_PROMISED, "swept", "LiveTemplatesSurvive"),
            new Canary(Bug.EVICT_UNSTAMPED, "shared", "LiveTemplatesSurvive"),
            new Canary(Bug.HALF_EVICTION, "unique", "EvictionKeepsItsWord"),
            new Canary(Bug.STOP_EARLY, "unique", "EvictionKeepsItsWord", "NoNeedlessFailure"),
            new Canary(Bug.DEAF_WAITER, "shared", "WaitersWakeUp"),
            new Canary(Bug.LOST_RACE_MISREAD, "full", "WaitersWakeUp"),
            new Canary(Bug.STALE_LOCK, "killed", "WaitersWakeUp"),
            new Canary(Bug.HUNG_PIPE, "unique", "NoPipePastDeadline"),
            new Canary(Bug.SILENT_SENDER, "unique", "EverySuccessInstalled", "ContentIntact"),
            new Canary(Bug.UNCHECKED_STEPS, "unique", "EverySuccessInstalled", "ContentIntact"),
            new Canary(Bug.DOUBLE_EXTRACT, "shared", "OneExtractorPerTemplate"),
            new Canary(Bug.NO_RETRY, "unique", "OneRetry", "NoNeedlessFailure"),
            new Canary(Bug.ENDLESS_RETRY, "unique", "OneRetry"),
            new Canary(Bug.LEAKY_SQUEEZE, "unique", "SpaceAddsUp"),
            new Canary(Bug.WRONG_VICTIM, "unique", "EvictionKeepsItsWord"),
            new Canary(Bug.HOLLOW_SEAL, "unique", "PoolAgrees"),
            new Canary(Bug.STRAY_SNAPSHOT, "unique", "PoolAgrees"));

    public Canary {
        seenBy = List.copyOf(seenBy);
    }

    Canary(Bug bug, String setting, String... seenBy) {
        this(bug, setting, List.of(seenBy));
    }

    private static SequencedMap<String, Map<String, String>> settings(Map<String, Map<String, String>> own) {
        SequencedMap<String, Map<String, String>> settings = new TreeMap<>();
        own.forEach((name, said) -> {
            Map<String, String> all = new TreeMap<>(SMALL);
            all.putAll(said);
            settings.put(name, all);
        });
        return settings;
    }

    /// The plan of one of its runs; its replay is the command that does the same again.
    public Plan plan(long seed) {
        StringBuilder command = new StringBuilder("bin/stress run race");
        Map<String, String> said = new TreeMap<>(SETTINGS.get(setting));
        said.put(Setting.BUG.key(), bug.text());
        said.forEach((key, value) -> command.append(" --").append(key).append(' ').append(value));
        command.append(" --seed ").append(seed);
        return Generator.plan("self-check", command.toString(), Workload.of("race", said), new Seed(seed));
    }
}
