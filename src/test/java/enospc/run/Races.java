package enospc.run;

import enospc.history.Event;
import enospc.plan.Generator;
import enospc.plan.Plan;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.world.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Simulated runs for tests, with their histories in memory.
public final class Races {

    private Races() { }

    public static Workload race(Map<String, String> said) {
        return WorkloadFile.read(Path.of("workloads/race.json")).with(said);
    }

    public static List<Event> run(Workload workload, long seed) {
        Plan plan = Generator.plan("test", "again", workload, new Seed(seed));
        List<Event> events = new ArrayList<>();
        new Run(plan, SimTarget.of(plan), events::add).carryOut();
        return events;
    }
}
