package enospc.cli;

import enospc.plan.BadInput;
import enospc.soak.slurm.Slurm;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Whether a soak is shared out over machines, and how.
final class SlurmOptions {

    private static final int SHARDS_MOST = 10_000;

    @Option(names = "--engine", paramLabel = "local|slurm", defaultValue = "local",
            description = "this machine, or a job array of Slurm with the results on a shared disk (${DEFAULT-VALUE})")
    private String engine;

    @Option(names = "--shards", paramLabel = "N", defaultValue = "16",
            description = "tasks of the job array, each with --jobs cores (${DEFAULT-VALUE}; jobs 1)")
    private int shards;

    @Option(names = "--resubmit", paramLabel = "N", defaultValue = "3",
            description = "how often a lost shard is submitted again (${DEFAULT-VALUE})")
    int resubmits;

    @Option(names = "--sbatch", paramLabel = "ARG", description = "an argument for sbatch, such as --partition=night")
    private List<String> sbatch = List.of();

    boolean isSlurm() {
        return switch (engine) {
            case "slurm" -> true;
            case "local" -> false;
            default -> throw new BadInput("--engine is \"" + engine + "\"; known are: local, slurm");
        };
    }

    int shards() {
        if (shards < 1 || shards > SHARDS_MOST) {
            throw new BadInput("--shards is " + shards + "; it must be from 1 to " + SHARDS_MOST);
        }
        return shards;
    }

    Slurm slurm() {
        return new Slurm(Optional.empty(), sbatch);
    }
}
