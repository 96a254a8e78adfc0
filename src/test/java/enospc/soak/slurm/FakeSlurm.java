package enospc.soak.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Scripts that stand for sbatch, squeue and scancel: each task of an array is a process of this machine.
final class FakeSlurm {

    private static final String SBATCH = """
            #!/bin/sh
            # the last argument is the script; --array=0,1,2 names the tasks
            dir=$(dirname "$0")
            for arg; do
                case $arg in --array=*) tasks=${arg#--array=} ;; esac
                script=$arg
            done
            echo "$tasks" >> "$dir/submitted"
            job=$(wc -l < "$dir/submitted")
            for task in $(echo "$tasks" | tr , ' '); do
                touch "$dir/queue-$job-$task"
                (SLURM_ARRAY_TASK_ID=$task sh "$script" < /dev/null > "$dir/log-$job-$task" 2>&1
                    rm "$dir/queue-$job-$task") > /dev/null 2>&1 &
            done
            echo "$job"
            """;

    private static final String SQUEUE = """
            #!/bin/sh
            for arg; do case $arg in --jobs=*) job=${arg#--jobs=} ;; esac; done
            ls "$(dirname "$0")" | sed -n "s/^queue-$job-//p"
            """;

    private FakeSlurm() { }

    static Slurm in(Path dir) throws IOException {
        script(dir.resolve("sbatch"), SBATCH);
        script(dir.resolve("squeue"), SQUEUE);
        script(dir.resolve("scancel"), "#!/bin/sh\n");
        return new Slurm(Optional.of(dir), List.of());
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
