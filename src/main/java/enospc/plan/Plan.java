package enospc.plan;

import enospc.pool.Image;
import enospc.world.Seed;
import java.time.Duration;
import java.util.List;

/// Everything that is decided before a run. Equal plans give equal simulated runs.
///
/// @param version  of the program that made it
/// @param replay   the command that does the same again
/// @param images   all that are installed; the quota is a part of their measured sizes
/// @param workers  in the order of their names
/// @param faults   in the order of their times; what is due after the last op is not done
public record Plan(String version, String replay, Workload workload, Seed seed, List<Image> images,
                   List<Worker> workers, List<Fault> faults) {

    /// @param start when its first op begins, counted from the start of the race
    public record Worker(String name, Duration start, List<Op> ops) {
        public Worker {
            ops = List.copyOf(ops);
        }
    }

    public Plan {
        images = List.copyOf(images);
        workers = List.copyOf(workers);
        faults = List.copyOf(faults);
    }
}
