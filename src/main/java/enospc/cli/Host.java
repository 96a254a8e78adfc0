package enospc.cli;

import enospc.far.Ssh;
import enospc.far.Station;
import enospc.plan.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Another machine, and how to reach it.
final class Host {

    /// A configuration of ssh, where no option names one.
    private static final String CONFIG = "ENOSPC_SSH_CONFIG";

    @Option(names = "--host", paramLabel = "[USER@]MACHINE",
            description = "where --target zfs runs, over this system's ssh; else on this machine")
    private String host;

    @Option(names = "--ssh-config", paramLabel = "FILE", description = "instead of the user's own (ssh -F)")
    private Path config;

    boolean isSaid() {
        return host != null;
    }

    /// The words of the command line that say the same again, beginning with a space, or nothing.
    String said() {
        return (host == null ? "" : " --host " + SettingOptions.quoted(host))
                + (config == null ? "" : " --ssh-config " + SettingOptions.quoted(config.toString()));
    }

    /// @throws BadInput without a host
    Ssh ssh() {
        if (host == null) {
            throw new BadInput("--ssh-config goes with --host");
        }
        return new Ssh(host, Optional.ofNullable(config).or(Host::configSaid));
    }

    /// What the environment says.
    static Optional<Path> configSaid() {
        return Optional.ofNullable(System.getenv(CONFIG)).filter(said -> !said.isEmpty()).map(Path::of);
    }

    /// Runs a command of ours there, with its output on ours.
    ///
    /// @return its exit status
    int run(List<String> words) {
        try (Ssh ssh = ssh()) {
            Process process = Station.at(ssh).start(words);
            process.getOutputStream().close();
            process.inputReader().lines().forEach(System.out::println);
            int status = process.waitFor();
            if (!ssh.lastWords().isEmpty()) {
                System.err.println(ssh.lastWords());
            }
            return status;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot run " + words.getFirst() + " on " + host, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Stress.INTERRUPTED;
        }
    }

    boolean isHalfSaid() {
        return host == null && config != null;
    }
}
