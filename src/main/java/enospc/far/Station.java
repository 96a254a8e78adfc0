package enospc.far;

import enospc.plan.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Our program on another machine: it is sent there once for each version, into `~/.cache/enospc`, and runs there as
/// root, so that nothing of a run goes through the connection but its events.
public final class Station {

    private static final String EXPORT = "java.base/jdk.internal.vm=ALL-UNNAMED";
    private static final String UNPACK = """
            umask 077 && rm -rf "$1.part" && mkdir -p "$1.part" && tar -xf - -C "$1.part" && touch "$1.part/whole" \
            && { [ -e "$1" ] || mv "$1.part" "$1"; }""";

    private final Ssh ssh;
    private final Map<String, String> found = new HashMap<>();

    private Station(Ssh ssh) {
        this.ssh = ssh;
    }

    /// Looks what is there, and sends what is missing.
    ///
    /// @throws BadInput if the machine cannot be reached, or lacks what only its admin can give it
    public static Station at(Ssh ssh) {
        Station station = new Station(ssh);
        Program program = Program.own();
        station.probe(program.digest());
        station.need("folder", "does not answer as a POSIX shell would");
        station.need("java", "has no JDK 25 in JAVA_HOME, PATH or /usr/lib/jvm: install one there, for example"
                + " temurin-25-jdk");
        station.need("root", "lets us in, but not as root: --host root@..., or sudo without a password there");
        if (!station.found.containsKey("program")) {
            station.send(program);
        }
        return station;
    }

    private void probe(String digest) {
        try (InputStream text = Station.class.getResourceAsStream("probe.sh")) {
            Process probe = ssh.start(List.of("sh", "-c", new String(text.readAllBytes(), StandardCharsets.UTF_8),
                    "probe", digest));
            probe.getOutputStream().close();
            probe.inputReader().lines().map(line -> line.split(" ", 2)).filter(words -> words.length == 2)
                    .forEach(words -> found.put(words[0], words[1]));
            if (probe.waitFor() != 0) {
                throw new BadInput("cannot reach " + ssh.host() + ": " + ssh.lastWords());
            }
        } catch (IOException missing) {
            throw new BadInput("cannot start ssh: apt-get install openssh-client (" + missing.getMessage() + ")");
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    private void need(String what, String otherwise) {
        if (!found.containsKey(what)) {
            throw new BadInput(ssh.host() + " " + otherwise);
        }
    }

    private void send(Program program) {
        try {
            Path staging = Files.createTempDirectory("enospc-program-");
            program.layOut(staging);
            Process tar = new ProcessBuilder("tar", "-chf", "-", "-C", staging.toString(), ".").start();
            Process unpack = ssh.start(List.of("sh", "-c", UNPACK, "unpack", found.get("folder")));
            tar.getInputStream().transferTo(unpack.getOutputStream());
            unpack.getOutputStream().close();
            boolean sent = tar.waitFor() == 0 & unpack.waitFor() == 0;
            delete(staging);
            if (!sent) {
                throw new BadInput("cannot send the program to " + ssh.host() + ": " + ssh.lastWords());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot send the program to " + ssh.host() + ": " + ssh.lastWords(), broken);
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    /// Of links and two folders.
    private static void delete(Path staging) throws IOException {
        try (Stream<Path> all = Files.walk(staging)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static RuntimeException interrupted() {
        Thread.currentThread().interrupt();
        return new BadInput("interrupted");
    }

    /// Starts a command of ours there, as root.
    ///
    /// @param args as on the command line, such as `clean --dry-run`
    public Process start(List<String> args) throws IOException {
        List<String> argv = new ArrayList<>();
        if (found.get("root").equals("sudo")) {
            argv.addAll(List.of("sudo", "-n"));
        }
        argv.addAll(List.of(found.get("java"), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--add-exports", EXPORT,
                "-cp", Program.classPath(found.get("folder")), "enospc.cli.Stress"));
        argv.addAll(args);
        return ssh.start(argv);
    }

    public Ssh ssh() {
        return ssh;
    }
}
