package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Form;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a soak writes, what it says, and what it clears away.
final class NightOptions {

    @Option(names = "--results", paramLabel = "DIR", description = "where to write (results)")
    private Path results;

    @Option(names = "--prometheus", paramLabel = "FILE",
            description = "also write the metrics there, for node_exporter's textfile collector")
    private Path prometheus;

    @Option(names = "--keep", paramLabel = "TIME",
            description = "at the end, remove what older soaks kept, except failures nobody has accepted: 30d")
    private String keep;

    @Mixin
    final Output output = new Output();

    Path results() {
        return results == null ? Home.results() : results;
    }

    /// @throws BadInput if there is no folder for it: said before the soak, not after
    Optional<Path> prometheus() {
        if (prometheus != null && !Files.isDirectory(prometheus.toAbsolutePath().getParent())) {
            throw new BadInput("--prometheus is " + prometheus + ", but there is no folder "
                    + prometheus.toAbsolutePath().getParent());
        }
        return Optional.ofNullable(prometheus);
    }

    Optional<Duration> keep() {
        return Optional.ofNullable(keep).map(text -> {
            try {
                return Form.duration().parse(text);
            } catch (BadInput wrong) {
                throw new BadInput("keep " + wrong.getMessage());
            }
        });
    }

    boolean silent() {
        return output.quiet || output.json;
    }
}
