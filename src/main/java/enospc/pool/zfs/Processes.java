package enospc.pool.zfs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The processes of a run, known by a variable in their environment, which their own children have as well.
final class Processes {

    /// The variable's name; its value is the id of the run.
    static final String RUN = "ENOSPC_RUN";

    private static final int ROUNDS = 5;
    private static final long GOING_SECONDS = 20;

    private Processes() { }

    /// Kills all that carry the mark of `run`; several rounds, because one may have started another meanwhile.
    ///
    /// @return those that are still there, one line each
    static List<String> end(String run) {
        for (int i = 0; i < ROUNDS; i++) {
            List<ProcessHandle> found = of(run);
            if (found.isEmpty()) {
                return List.of();
            }
            found.forEach(ProcessHandle::destroyForcibly);
            CompletableFuture.allOf(found.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .orTimeout(GOING_SECONDS, TimeUnit.SECONDS).handle((all, late) -> late == null).join();
        }
        return of(run).stream().map(process -> "the process " + process.pid() + " ("
                + process.info().command().orElse("?") + ") is still there: kill -KILL " + process.pid()).toList();
    }

    static List<ProcessHandle> of(String run) {
        return with(RUN, run);
    }

    /// Those that have this variable with this value in their environment.
    static List<ProcessHandle> with(String variable, String value) {
        String mark = "\0" + variable + "=" + value + "\0";
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> process.pid() != ProcessHandle.current().pid())
                    .filter(process -> ("\0" + environment(process)).contains(mark)).toList();
        }
    }

    private static String environment(ProcessHandle process) {
        try {
            return Children.text(Path.of("/proc/" + process.pid() + "/environ"));
        } catch (IOException gone) {
            return "";
        }
    }
}
