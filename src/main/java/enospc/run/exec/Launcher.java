package enospc.run.exec;

import enospc.pool.zfs.Processes;
import enospc.world.Crashed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Starts a subject's command in a session of its own, as another user if asked, and sees to it that nothing of it is
/// left when it has ended.
final class Launcher {

    /// The variable that the processes of one op carry, also those that leave their group.
    static final String MARK = "ENOSPC_MARK";

    private static final long PIPES_MILLIS = 2_000;

    /// How a command came to its end.
    ///
    /// @param status exit status, 128 + n for one that signal n ended
    /// @param late   it was ended because its time was over
    /// @param strays processes that it had left behind, and that were ended
    record Ended(int status, boolean late, List<String> strays, Output out, Output err) { }

    private final Surroundings at;

    Launcher(Surroundings at) {
        this.at = at;
    }

    /// @param mark  unique in the run
    /// @param lines takes each line of either output
    /// @throws Crashed if the calling lane was killed meanwhile; the command has been ended then
    Ended run(String mark, List<String> argv, Map<String, String> env, Path folder, Duration bound,
              Consumer<String> lines) {
        String whole = at.run() + "." + mark;
        try {
            Process process = builder(whole, argv, env, folder).start();
            Output out = new Output("out-" + mark, process.getInputStream(), lines);
            Output err = new Output("err-" + mark, process.getErrorStream(), lines);
            boolean late = !waits(process, whole, bound);
            List<String> strays = late ? List.of() : strays(whole);
            Processes.end(MARK, whole);
            out.await(PIPES_MILLIS);
            err.await(PIPES_MILLIS);
            return new Ended(late ? 0 : process.exitValue(), late, strays, out, err);
        } catch (IOException cannot) {
            throw new IllegalStateException("cannot start " + argv.getFirst() + ": " + cannot.getMessage(), cannot);
        } catch (InterruptedException killed) {
            Thread.currentThread().interrupt();
            throw new Crashed(Thread.currentThread().getName());
        }
    }

    /// @return false if it had to be ended
    private static boolean waits(Process process, String mark, Duration bound) throws InterruptedException {
        try {
            process.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            Processes.end(MARK, mark);
            return false;
        } catch (InterruptedException killed) {
            Processes.end(MARK, mark);
            throw killed;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("waiting for a process failed", impossible);
        }
    }

    /// A process that is just ending is no stray.
    private static List<String> strays(String mark) throws InterruptedException {
        List<ProcessHandle> found = Processes.of(MARK, mark);
        for (ProcessHandle each : found) {
            try {
                each.onExit().get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException stays) {
                continue;
            }
        }
        return found.stream().filter(ProcessHandle::isAlive)
                .map(process -> process.pid() + " " + process.info().command().orElse("?")).toList();
    }

    /// Ends all that carries this mark.
    void kill(String mark) {
        Processes.end(MARK, at.run() + "." + mark);
    }

    private ProcessBuilder builder(String mark, List<String> argv, Map<String, String> env, Path folder) {
        List<String> all = new ArrayList<>(List.of("setsid"));
        all.addAll(at.prefix());
        at.user().ifPresent(user -> all.addAll(user.prefix()));
        all.addAll(argv);
        ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("PATH", at.path());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put(Processes.RUN, at.run());
        builder.environment().put(MARK, mark);
        at.user().ifPresent(user -> builder.environment().putAll(user.environment()));
        builder.environment().putAll(env);
        return builder;
    }
}
