package enospc.far;

import enospc.plan.BadInput;
import enospc.world.ProcessFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Another machine over the system's own ssh, with the user's configuration, keys and jump hosts; all commands share
/// one connection (`ControlMaster`). It ends with [#close], or by itself soon after the last command.
public final class Ssh implements AutoCloseable {

    private static final long ENDING_SECONDS = 10;
    private static final String LINGERS_SECONDS = "15";

    /// A connection over which nothing comes back for three of these is lost.
    private static final String ALIVE_SECONDS = "5";

    private final String host;
    private final Optional<Path> config;
    private final Path folder;

    /// @param host   `[user@]name`, as ssh takes it
    /// @param config instead of the user's own configuration
    /// @throws BadInput if that is no name of a host, or the configuration cannot be read
    public Ssh(String host, Optional<Path> config) {
        if (!host.matches("[A-Za-z0-9_][A-Za-z0-9_.@:-]*")) {
            throw new BadInput("--host is \"" + host + "\", not [user@]machine");
        }
        config.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new BadInput("--ssh-config: cannot read " + file);
        });
        this.host = host;
        this.config = config;
        try {
            this.folder = ProcessFolder.make("enospc-ssh");
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot make a folder for the connection's socket", broken);
        }
    }

    public String host() {
        return host;
    }

    private List<String> client() {
        List<String> argv = new ArrayList<>(List.of("ssh"));
        config.ifPresent(file -> argv.addAll(List.of("-F", file.toString())));
        argv.addAll(List.of("-o", "ControlMaster=auto", "-o", "ControlPersist=" + LINGERS_SECONDS,
                "-o", "ControlPath=" + folder.resolve("%C"), "-o", "ServerAliveInterval=" + ALIVE_SECONDS));
        return argv;
    }

    /// Starts a command there. Its standard error goes to a file of ours: the connection, which outlives the command,
    /// would hold a pipe open.
    public Process start(List<String> argv) throws IOException {
        List<String> whole = new ArrayList<>(client());
        whole.addAll(List.of("-T", "--", host, quoted(argv)));
        return new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile())).start();
    }

    /// Each word in single quotes, in which a shell finds nothing to do: the far side hands what it gets to one.
    static String quoted(List<String> argv) {
        return argv.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").collect(Collectors.joining(" "));
    }

    private Path errors() {
        return folder.resolve("errors");
    }

    /// The last line that ssh, or a command there, has said on its standard error; empty if none.
    public String lastWords() {
        try {
            return Files.exists(errors()) ? Files.readString(errors()).lines().map(String::strip)
                    .filter(line -> !line.isEmpty()).reduce((first, last) -> last).orElse("") : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    @Override
    public void close() {
        List<String> exit = new ArrayList<>(client());
        exit.addAll(List.of("-O", "exit", "--", host));
        try {
            Process asked = new ProcessBuilder(exit).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!asked.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
                asked.destroy();
            }
        } catch (IOException noSsh) {
            System.err.println("stress: cannot end the connection to " + host + ": " + noSsh.getMessage());
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
        ProcessFolder.remove(folder);
    }
}
