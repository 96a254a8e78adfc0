package enospc.conform;

import enospc.world.Crashed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A shell that stays in a private corner of this machine and starts one program after the other there: a third of the
/// cost of entering the namespaces anew for each.
///
/// Each word of a command is quoted, so the shell finds nothing to do in it. One command at a time. It ends with the
/// namespaces it lives in.
final class Terminal {

    private static final String LOOP = """
            cd "$1"
            while IFS= read -r line; do
                eval "$line" > out 2> err < /dev/null
                echo $?
            done
            """;
    private static final long SECONDS_MAX = 300;
    private static final Executor READERS = body -> Thread.ofVirtual().start(body);

    private final Process shell;
    private final Writer keyboard;
    private final BufferedReader statuses;
    private final Path out;
    private final Path err;

    /// @param enter  what a command line begins with to be run in there
    /// @param root   where its files are seen from outside
    /// @param folder one in there that may be written
    Terminal(List<String> enter, String root, String folder) {
        List<String> argv = new ArrayList<>(enter);
        argv.addAll(List.of("sh", "-c", LOOP, "sh", folder));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        try {
            this.shell = builder.start();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot start " + String.join(" ", argv), broken);
        }
        this.keyboard = shell.outputWriter();
        this.statuses = shell.inputReader();
        this.out = Path.of(root + folder, "out");
        this.err = Path.of(root + folder, "err");
    }

    /// Whether it can take such a command: one line.
    static boolean takes(List<String> argv) {
        return argv.stream().noneMatch(word -> word.indexOf('\n') >= 0);
    }

    /// @throws IllegalStateException if it does not end
    Shell.Answer run(List<String> argv) {
        try {
            keyboard.write(FarHost.quoted(argv) + "\n");
            keyboard.flush();
            int status = Integer.parseInt(status(argv));
            return new Shell.Answer(status, Files.readString(out), Files.readString(err));
        } catch (IOException broken) {
            throw new UncheckedIOException("the shell that stays is gone: " + String.join(" ", argv), broken);
        }
    }

    private String status(List<String> argv) throws IOException {
        try {
            String line = CompletableFuture.supplyAsync(this::line, READERS).get(SECONDS_MAX, TimeUnit.SECONDS);
            if (line.isEmpty()) {
                throw new IOException("no status");
            }
            return line;
        } catch (TimeoutException late) {
            shell.destroyForcibly();
            throw new IllegalStateException("not ended after " + SECONDS_MAX + " s: " + String.join(" ", argv));
        } catch (InterruptedException interrupted) {
            shell.destroyForcibly();
            throw new Crashed(Thread.currentThread().getName());
        } catch (ExecutionException broken) {
            throw new IOException(broken.getCause());
        }
    }

    private String line() {
        try {
            String line = statuses.readLine();
            return line == null ? "" : line;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
