package enospc.soak.night;

import enospc.plan.Form;
import enospc.plan.Setting;
import enospc.plan.Workload;
import enospc.world.Chance;
import enospc.world.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// Switches some ops, faults and sizes off or up, by the seed: a soak whose runs are all alike finds what they all
/// meet, and leaves out what shows only where something else is missing.
///
/// Each setting stays as the workload has it in half of the runs. What the command line names always stays.
final class Swarm {

    /// A lower share than this is hard to do anything with, and a higher one is no pressure.
    private static final List<String> FRACTIONS = List.of("0.3", "0.4", "0.6", "0.8");

    private static final int WORKERS_MOST = 64;

    private final Workload workload;
    private final boolean real;

    /// @param workload as the user wants it
    Swarm(Workload workload) {
        this.workload = workload;
        this.real = !workload.get(Setting.TARGET).equals("sim");
    }

    /// What this seed makes different.
    ///
    /// @param fixed keys of settings that stay
    SequencedMap<String, String> settings(Seed seed, Set<String> fixed) {
        SequencedMap<String, String> changed = new LinkedHashMap<>();
        for (Setting<?> setting : Setting.ALL) {
            List<String> others = fixed.contains(setting.key()) ? List.of() : others(setting);
            // A stream for each setting: a new setting, or one that is fixed, leaves the others as they were.
            Chance chance = seed.stream("swarm " + setting.key());
            if (!others.isEmpty() && chance.happens(0.5)) {
                changed.put(setting.key(), others.get(chance.below(others.size())));
            }
        }
        return changed;
    }

    private List<String> others(Setting<?> setting) {
        int workers = workload.get(Setting.WORKERS);
        return switch (setting.key()) {
            case "workers" -> workerCounts(workers);
            case "images" -> List.of(Integer.toString(Math.max(1, workers / 4)), Integer.toString(workers / 2 + 1));
            case "sharing" -> List.of("unique", "shared", "mix");
            case "image-size" -> sizes(workload.get(Setting.IMAGE_SIZE));
            case "formats" -> List.of("squashfs", "layers");
            case "quota-fraction" -> FRACTIONS;
            case "rounds" -> List.of("1", "2", "3");
            case "stagger" -> List.of("0s", "5s");
            case "hold" -> List.of("0s..1s", "1s..4s");
            case "pause" -> List.of("0s", "1s..3s");
            case "warm" -> List.of("0s", "5s");
            case "threshold" -> List.of("50", "80", "100");
            case "squeeze-size" -> List.of("0.4", "0.95");
            case "kill-every" -> List.of("0s", "4s", "15s");
            default -> setting.key().endsWith("-every") && !setting.equals(Setting.CENSUS_EVERY)
                    ? offOrUp(workload.values().get(setting.key())) : List.of();
        };
    }

    /// Off, or twice as often; a fault that the workload does without stays away.
    private static List<String> offOrUp(String every) {
        Duration duration = Form.duration().parse(every);
        return duration.isZero() ? List.of() : List.of("0s", duration.dividedBy(2).toMillis() + "ms");
    }

    private static List<String> workerCounts(int workers) {
        List<String> counts = new ArrayList<>(List.of("2", Integer.toString(Math.max(1, workers / 2))));
        if (2 * workers <= WORKERS_MOST) {
            counts.add(Integer.toString(2 * workers));
        }
        return counts;
    }

    /// A quarter, and twice; on a real pool nothing grows, for its disk is not ours.
    private List<String> sizes(Form.Range<Long> sizes) {
        String quarter = range(Math.max(1, sizes.least() / 4), Math.max(1, sizes.most() / 4));
        return real ? List.of(quarter) : List.of(quarter, range(2 * sizes.least(), 2 * sizes.most()));
    }

    /// Sizes of more than nine digits are written in KiB.
    private static String range(long least, long most) {
        return size(least) + ".." + size(most);
    }

    private static String size(long bytes) {
        return bytes % 1024 == 0 ? bytes / 1024 + "K" : Long.toString(bytes);
    }
}
