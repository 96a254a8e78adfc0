package enospc.plan;

import enospc.pool.Image;
import enospc.world.Preemption;
import enospc.world.Seed;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Everything that is decided before a run. Equal plans give equal simulated runs.
///
/// @param version  of the program that made it
/// @param replay   the command that does the same again
/// @param images   all that are installed; the quota is a part of their measured sizes
/// @param workers  in the order of their names
/// @param faults   in the order of their times; what is due after the last op is not done
/// @param preemptions what pins the order of steps down, under a schedule other than `timed`; empty: the seed does
public record Plan(String version, String replay, Workload workload, Seed seed, List<Image> images,
                   List<Worker> workers, List<Fault> faults, List<Preemption> preemptions) {

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
        preemptions = List.copyOf(preemptions);
    }

    public Plan(String version, String replay, Workload workload, Seed seed, List<Image> images,
                List<Worker> workers, List<Fault> faults) {
        this(version, replay, workload, seed, images, workers, faults, List.of());
    }

    /// The same images, ops and faults with other settings, to be run by this version.
    ///
    /// @throws BadInput if a setting is among those that decided the images, ops and faults
    public Plan again(String version, String replay, Map<String, String> said, Seed seed) {
        for (Map.Entry<String, String> each : said.entrySet()) {
            Workload changed = workload.with(Map.of(each.getKey(), each.getValue()));
            Plan before = Generator.plan("", "", workload, this.seed);
            Plan after = Generator.plan("", "", changed, this.seed);
            if (!before.decided().equals(after.decided())) {
                throw new BadInput("the plan has decided its images, ops and faults; --" + each.getKey()
                        + " would change them: cut lines out of the plan, or run the workload " + workload.name());
            }
        }
        return new Plan(version, replay, workload.with(said), seed, images, workers, faults, preemptions);
    }

    /// The same with another seed, which decides the order of what happens at one time, and how long it takes.
    public Plan again(Seed other) {
        return new Plan(version, replay, workload, other, images, workers, faults, preemptions);
    }

    /// The same, to be repeated by another command.
    public Plan replayedBy(String command) {
        return new Plan(version, command, workload, seed, images, workers, faults, preemptions);
    }

    /// The same in this order of steps.
    public Plan pinned(List<Preemption> order) {
        return new Plan(version, replay, workload, seed, images, workers, faults, order);
    }

    private List<Object> decided() {
        return List.of(images, workers, faults);
    }
}
