package enospc.soak.slurm;

import enospc.plan.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Slurm's own commands: sbatch, squeue, scancel.
///
/// @param bin   the folder they are in; empty: those on the PATH
/// @param extra what the user wants sbatch to be told, such as `--partition=night`
public record Slurm(Optional<Path> bin, List<String> extra) {

    /// squeue and sbatch wait for a controller that is busy; longer than this it is not there.
    private static final long SECONDS_MOST = 120;

    private record Said(int status, String out, String err) { }

    /// Submits a job array.
    ///
    /// @param tasks  indexes in the array
    /// @param script that each of them runs, with its index in `SLURM_ARRAY_TASK_ID`
    /// @param cpus   of each
    /// @param logs   folder for what they write
    /// @return the id of the job
    /// @throws BadInput if Slurm refuses, with its own words
    public String submit(Set<Integer> tasks, Path script, int cpus, Path logs) {
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable", "--requeue", "--job-name=enospc-soak",
                "--array=" + tasks.stream().map(String::valueOf).collect(Collectors.joining(",")),
                "--cpus-per-task=" + cpus, "--open-mode=append", "--output=" + logs.resolve("%a.log")));
        command.addAll(extra);
        command.add(script.toString());
        Said said = run(command);
        if (said.status != 0) {
            throw new BadInput("sbatch refused the soak: " + said.err.strip().replace('\n', ' '));
        }
        return said.out.strip().replaceFirst(";.*", "");
    }

    /// Which tasks of these jobs still wait or run.
    ///
    /// @return empty if the controller does not say: then nobody knows
    public Optional<Set<Integer>> queued(List<String> jobs) {
        Set<Integer> queued = new TreeSet<>();
        for (String job : jobs) {
            Said said = run(List.of("squeue", "--noheader", "--array", "--jobs=" + job, "--format=%K"));
            // A job that has ended some minutes ago is not known any more.
            if (said.status != 0 && !said.err.contains("Invalid job id")) {
                return Optional.empty();
            }
            said.out.lines().map(String::strip).filter(line -> line.matches("[0-9]+")).map(Integer::valueOf)
                    .forEach(queued::add);
        }
        return Optional.of(queued);
    }

    public void cancel(List<String> jobs) {
        for (String job : jobs) {
            run(List.of("scancel", job));
        }
    }

    private Said run(List<String> command) {
        List<String> whole = new ArrayList<>(command);
        whole.set(0, bin.map(folder -> folder.resolve(command.getFirst()).toString()).orElse(command.getFirst()));
        try {
            Process process = new ProcessBuilder(whole).redirectInput(ProcessBuilder.Redirect.from(
                    Path.of("/dev/null").toFile())).start();
            // What they print fits the pipe's buffer many times over, so one stream after the other will do.
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS_MOST, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Said(1, out, "no answer in " + SECONDS_MOST + " s");
            }
            return new Said(process.exitValue(), out, err);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Said(1, "", "interrupted");
        } catch (IOException missing) {
            if (missing.getMessage() != null && missing.getMessage().contains("No such file")) {
                throw new BadInput("there is no " + command.getFirst() + " on the PATH; --engine slurm needs Slurm's"
                        + " commands");
            }
            throw new UncheckedIOException("cannot run " + command.getFirst(), missing);
        }
    }
}
