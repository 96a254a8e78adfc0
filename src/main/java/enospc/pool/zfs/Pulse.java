package enospc.pool.zfs;

import enospc.pool.Brake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Slows a private `zfs-fuse` by stopping it for most of the time, in pulses: all that it does takes longer, its
/// transaction groups above all.
///
/// What gives the pulses is a small shell that ends when a file goes, and when the daemon does, so also after the death
/// of this JVM. `nsenter` stops together with its child, and must be told to go on as well.
final class Pulse implements Brake {

    private static final double GOES_SECONDS = 0.02;
    private static final long ENDING_SECONDS = 30;
    private static final String SCRIPT = """
            goes() { [ -e "$5" ] && case $(readlink "/proc/$1/exe") in */zfs-fuse) ;; *) false ;; esac; }
            while goes "$@"; do kill -STOP $1; sleep $3; kill -CONT $1 $2; sleep $4; done
            kill -CONT $1 $2
            """;

    private final Children outside;
    private final Process nsenter;
    private final Path goesOn;
    private Optional<Process> pulses = Optional.empty();

    /// @param outside starts processes in our own namespaces
    /// @param nsenter what has started the daemon in its own
    /// @param folder  an existing one
    Pulse(Children outside, Process nsenter, Path folder) {
        this.outside = outside;
        this.nsenter = nsenter;
        this.goesOn = folder.resolve("slowed");
    }

    @Override
    public synchronized String slow(int factor) {
        release();
        Optional<ProcessHandle> daemon = nsenter.children()
                .filter(each -> each.info().command().orElse("").endsWith("/zfs-fuse")).findFirst();
        if (daemon.isEmpty()) {
            return "zfs-fuse is not to be found";
        }
        try {
            Files.write(goesOn, new byte[0]);
            pulses = Optional.of(outside.builder(List.of("sh", "-c", SCRIPT, "sh", Long.toString(daemon.get().pid()),
                            Long.toString(nsenter.pid()), seconds(GOES_SECONDS * (factor - 1)), seconds(GOES_SECONDS),
                            goesOn.toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
            return "";
        } catch (IOException refused) {
            return "zfs-fuse cannot be slowed: " + refused.getMessage();
        }
    }

    @Override
    public synchronized void release() {
        pulses.ifPresent(this::end);
        pulses = Optional.empty();
    }

    private void end(Process shell) {
        try {
            Files.deleteIfExists(goesOn);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot let zfs-fuse go on: rm " + goesOn, refused);
        }
        shell.children().forEach(ProcessHandle::destroy);     // it sleeps: no need to wait for that
        shell.onExit().completeOnTimeout(shell, ENDING_SECONDS, TimeUnit.SECONDS).join();
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
