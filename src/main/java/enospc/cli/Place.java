package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Setting;
import enospc.plan.Workload;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where a run happens and where it is written: options of every command that carries out a plan.
final class Place {

    @Option(names = "--pool", paramLabel = "NAME", description = "a lent pool for --target zfs; else it makes its own")
    private String pool;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "/var/tmp",
            description = "where --target zfs keeps its pool file and images (${DEFAULT-VALUE})")
    private Path work;

    @Option(names = "--results", paramLabel = "DIR", description = "where to write (results)")
    private Path results;

    Path results() {
        return results == null ? Home.results() : results;
    }

    Ground ground(Workload chosen) {
        boolean real = chosen.get(Setting.TARGET).equals("zfs");
        if (pool != null && !real) {
            throw new BadInput("--pool goes with --target zfs");
        }
        if (pool != null && pool.indexOf('/') >= 0) {
            throw new BadInput("--pool is \"" + pool + "\"; name the pool alone, without a slash: the run makes its own"
                    + " dataset in it");
        }
        return real ? new ZfsGround(Optional.ofNullable(pool), work) : new SimGround();
    }

    /// ` --pool tank`, or nothing.
    String asOptions() {
        return pool == null ? "" : " --pool " + pool;
    }
}
