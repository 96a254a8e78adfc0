package enospc.bench;

import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.world.Seed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The workloads that are measured.
final class Plans {

    /// 16 workers, one install each, images of 64 to 512 KiB of which half fit; sweeps and squeezes as in the race.
    static final Workload SMALL = race(Map.of("rounds", "1", "image-size", "64K..512K"));
    /// The default race but for its rounds: images of 1 to 8 MiB.
    static final Workload RACE = race(Map.of("rounds", "1"));

    private Plans() { }

    static Workload race(Map<String, String> said) {
        return WorkloadFile.read(Path.of("workloads/race.json")).with(new LinkedHashMap<>(said));
    }

    static Plan plan(Workload workload, long seed) {
        return Generator.plan("bench", "bin/bench", workload, new Seed(seed));
    }
}
