package enospc.cli;

import enospc.plan.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a real target is: the options that go with `--target zfs`.
final class Real {

    @Option(names = "--pool", paramLabel = "NAME", description = "a lent pool for --target zfs; else it makes its own")
    private String pool;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "/var/tmp",
            description = "where --target zfs keeps its pool file and images (${DEFAULT-VALUE})")
    private Path work;

    @Mixin
    private Host host;

    /// The words of the command line that say the same again, beginning with a space, or nothing.
    String said() {
        return (pool == null ? "" : " --pool " + pool) + host.said();
    }

    Ground ground() {
        if (pool != null && pool.indexOf('/') >= 0) {
            throw new BadInput("--pool is \"" + pool + "\"; name the pool alone, without a slash: the run makes its own"
                    + " dataset in it");
        }
        if (host.isSaid() || host.isHalfSaid()) {
            return new HostGround(host.ssh(), words());
        }
        return new ZfsGround(Optional.ofNullable(pool), work);
    }

    /// What the far side is told of this.
    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("--work", work.toString()));
        if (pool != null) {
            words.addAll(List.of("--pool", pool));
        }
        return words;
    }

    /// @throws BadInput if a real target was described although the run is simulated
    Ground ground(boolean isReal) {
        if (pool != null && !isReal) {
            throw new BadInput("--pool goes with --target zfs");
        } else if (!isReal && (host.isSaid() || host.isHalfSaid())) {
            throw new BadInput("--host goes with --target zfs");
        }
        return isReal ? ground() : new SimGround();
    }
}
