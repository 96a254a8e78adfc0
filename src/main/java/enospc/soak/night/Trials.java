package enospc.soak.night;

import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.Workload;
import enospc.world.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;

/// The runs of a soak by number: workloads take turns, and each seed is tried with every one of them.
public final class Trials {

    /// @param named as on the command line
    public record Named(String named, Workload workload) { }

    private final List<Named> workloads;
    private final Order order;
    private final String version;
    private final BiFunction<String, Map<String, String>, String> replay;

    /// @param workloads with the command line's settings laid over them
    /// @param replay    a command without its seed, from a workload's name and settings
    public Trials(List<Named> workloads, Order order, String version,
                  BiFunction<String, Map<String, String>, String> replay) {
        this.workloads = List.copyOf(workloads);
        this.order = order;
        this.version = version;
        this.replay = replay;
    }

    /// @param index of the run, from 0
    /// @throws enospc.plan.BadInput if the settings that the seed has chosen do not fit together
    Plan plan(long index) {
        Named named = named(index);
        Seed seed = seed(index);
        SequencedMap<String, String> settings = settings(named, seed);
        return Generator.plan(version, command(named, settings, seed), named.workload.with(settings), seed);
    }

    Named named(long index) {
        return workloads.get((int) (index % workloads.size()));
    }

    Seed seed(long index) {
        return new Seed(order.firstSeed() + index / workloads.size());
    }

    String replay(long index) {
        Named named = named(index);
        Seed seed = seed(index);
        return command(named, settings(named, seed), seed);
    }

    private SequencedMap<String, String> settings(Named named, Seed seed) {
        SequencedMap<String, String> settings = new LinkedHashMap<>(order.settings());
        if (order.swarm()) {
            settings.putAll(new Swarm(named.workload).settings(seed, order.settings().keySet()));
        }
        return settings;
    }

    private String command(Named named, Map<String, String> settings, Seed seed) {
        return replay.apply(named.named, settings) + " --seed " + seed.value();
    }
}
