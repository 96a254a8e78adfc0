package enospc.cli;

import enospc.world.RealTime;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// An sshd of our own on loopback, with its own port, keys and configuration, for one test.
record OwnSshd(Path folder, Process process) implements AutoCloseable {

    private static final int LOOKS_MAX = 100;
    private static final Duration LOOK = Duration.ofMillis(100);

    static OwnSshd start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Files.createDirectories(Path.of("/run/sshd"));       // built into it; empty
        for (String key : List.of("hostkey", "key")) {
            new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(key).toString())
                    .inheritIO().start().waitFor();
        }
        Files.copy(folder.resolve("key.pub"), folder.resolve("authorized"));
        Path config = Files.writeString(folder.resolve("sshd_config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %2$s/hostkey
                AuthorizedKeysFile %2$s/authorized
                PidFile none
                PermitRootLogin yes
                StrictModes no
                PasswordAuthentication no
                SetEnv XDG_CACHE_HOME=%2$s/cache
                """.formatted(port, folder));
        Files.writeString(folder.resolve("ssh_config"), """
                Host far
                  HostName 127.0.0.1
                  Port %d
                  User root
                  IdentityFile %2$s/key
                  IdentitiesOnly yes
                  UserKnownHostsFile %2$s/known
                  StrictHostKeyChecking accept-new
                  BatchMode yes
                """.formatted(port, folder));
        Process sshd = new ProcessBuilder("/usr/sbin/sshd", "-D", "-f", config.toString(), "-E",
                folder.resolve("log").toString()).inheritIO().start();
        OwnSshd own = new OwnSshd(folder, sshd);
        for (int i = 0; i < LOOKS_MAX && !own.log().contains("Server listening"); i++) {
            new RealTime().sleep(LOOK);
        }
        return own;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Path config() {
        return folder.resolve("ssh_config");
    }

    String log() throws IOException {
        return Files.exists(folder.resolve("log")) ? Files.readString(folder.resolve("log")) : "";
    }

    long connections() throws IOException {
        return log().lines().filter(line -> line.startsWith("Accepted publickey")).count();
    }

    /// Cuts every connection, as a network would: nobody on either side has a say.
    void cut() {
        sessions().forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> sessions() {
        return process.descendants().filter(child -> child.info().command().orElse("").endsWith("/sshd"));
    }

    @Override
    public void close() {
        sessions().toList().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
