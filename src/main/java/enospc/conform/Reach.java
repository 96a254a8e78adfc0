package enospc.conform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a real ZFS is, and how long each of its commands may take.
///
/// @param host   `[user@]name`, reached by the system's own ssh; empty for this machine
/// @param config instead of the user's own configuration of ssh
/// @param limit  a command that takes longer is broken off, and its case could not run
public record Reach(Optional<String> host, Optional<Path> config, Duration limit) {

    /// Longer than any command takes on a machine of usual speed, also where a writer waits for a transaction group.
    public static final Duration LIMIT = Duration.ofMinutes(5);

    /// @throws IllegalArgumentException if the host has no name of one
    public Reach {
        host.filter(name -> !name.matches("[A-Za-z0-9_][A-Za-z0-9_.@:-]*")).ifPresent(name -> {
            throw new IllegalArgumentException("no host: " + name);
        });
    }

    Host open() {
        List<String> ssh = new ArrayList<>(List.of("ssh"));
        config.ifPresent(file -> ssh.addAll(List.of("-F", file.toString())));
        return host.<Host>map(name -> new FarHost(ssh, name, limit)).orElseGet(() -> LocalHost.plain(limit));
    }
}
