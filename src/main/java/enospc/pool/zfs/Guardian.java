package enospc.pool.zfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A small process beside the run that outlives it: when this JVM dies, of whatever, it gives back what the run has
/// taken, and takes away a pool of the run's own (`guardian.sh`). What it reads is a pipe from us: the kernel closes it
/// with our death.
final class Guardian {

    /// The variable in its environment; its value is the id of the run that it guards.
    static final String GUARDS = "ENOSPC_GUARDS";

    private static final long ENDING_SECONDS = 10;

    private static final String SCRIPT = "guardian.sh";

    private final Process process;
    private final OutputStream ear;
    private final Leases leases = new Leases(this::tell);

    private Guardian(Process process) {
        this.process = process;
        this.ear = process.getOutputStream();
    }

    /// @param own whether the run makes a pool of its own; a lent one only gets its faults back
    static Guardian start(WorkFolder folder, boolean own) throws CannotRun {
        Path script = folder.path().resolve(SCRIPT);
        try (InputStream text = Guardian.class.getResourceAsStream(SCRIPT)) {
            Files.copy(text, script);
            ProcessBuilder builder = new ProcessBuilder("setsid", "sh", script.toString(), folder.run(),
                    folder.path().toString(), own ? "own" : "lent")
                    .directory(Path.of("/").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("PATH", Tools.path());
            builder.environment().put("LC_ALL", "C");
            builder.environment().put(GUARDS, folder.run());
            return new Guardian(builder.start());
        } catch (IOException broken) {
            throw new CannotRun("cannot start the run's guardian: " + broken.getMessage());
        }
    }

    /// From before something is taken until after it was given back.
    ///
    /// @param kind `reservation` or `ballast`
    void lease(String kind, String dataset) {
        leases.lease(kind, dataset);
    }

    void returned(String kind, String dataset) {
        leases.returned(kind, dataset);
    }

    /// All is put away: it has nothing to do any more.
    void end() {
        tell("end");
        try {
            ear.close();
        } catch (IOException itHasDied) {
            process.destroy();
        }
        process.onExit().orTimeout(ENDING_SECONDS, TimeUnit.SECONDS).handle((gone, late) -> late == null).join();
    }

    /// One that was killed by somebody guards no more; the run goes on all the same.
    private synchronized void tell(String line) {
        try {
            ear.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            ear.flush();
        } catch (IOException itHasDied) {
            process.destroy();
        }
    }
}
