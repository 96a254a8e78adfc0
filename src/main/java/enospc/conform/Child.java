package enospc.conform;

import enospc.world.Crashed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// One child process: both of its outputs read to the end, its time bounded.
final class Child {

    private static final Executor READERS = body -> Thread.ofVirtual().start(body);

    private Child() { }

    /// @throws UncheckedIOException when it cannot be started
    static Shell.Answer run(List<String> argv, Duration limit) {
        return finish(start(argv), argv, limit);
    }

    /// Ends the child by SIGKILL once it has had `micros` to run.
    static Shell.Answer killed(List<String> argv, long micros, Duration limit) {
        Process child = start(argv);
        try {
            if (!child.waitFor(micros, TimeUnit.MICROSECONDS)) {
                child.toHandle().destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            child.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return finish(child, argv, limit);
    }

    static Process start(List<String> argv) {
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().put("LC_ALL", "C");
        try {
            Process child = builder.start();
            child.getOutputStream().close();
            return child;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot start " + String.join(" ", argv), broken);
        }
    }

    private static Shell.Answer finish(Process child, List<String> argv, Duration limit) {
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(child.getErrorStream()), READERS);
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(child.getInputStream()), READERS);
        try {
            if (!child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                child.toHandle().destroyForcibly();
                throw new IllegalStateException("not ended after " + limit.toSeconds() + " s: "
                        + String.join(" ", argv));
            }
        } catch (InterruptedException interrupted) {
            child.toHandle().destroyForcibly();
            throw new Crashed(Thread.currentThread().getName());
        }
        return new Shell.Answer(child.exitValue(), out.join(), err.join());
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
