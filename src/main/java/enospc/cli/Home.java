package enospc.cli;

import enospc.plan.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the program's own folders are: `workloads` and `results`.
final class Home {

    private Home() { }

    static Path path() {
        return Path.of(System.getProperty("enospc.home", ""));
    }

    static Path results() {
        return path().resolve("results");
    }

    /// A path as it stands, or the name of one of the workloads that come with the program.
    static Path workload(String said) {
        Path path = Path.of(said);
        Path named = path().resolve("workloads").resolve(said + ".json");
        if (Files.exists(path) || !Files.exists(named)) {
            return path;
        }
        return named;
    }

    /// A path as a person who stands here would type it.
    static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) ? here.relativize(whole) : whole;
    }

    /// @throws BadInput if that is not a run's folder
    static Path run(Path said) {
        if (!Files.isRegularFile(said.resolve("history.jsonl"))) {
            throw new BadInput("there is no history.jsonl in " + said
                    + "; name a run's folder, such as results/latest");
        }
        return said;
    }
}
