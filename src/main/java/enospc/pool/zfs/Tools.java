package enospc.pool.zfs;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs of this machine, those of an administrator included.
public final class Tools {

    /// Not in the PATH of everybody, and that is where `zfs` lies.
    private static final List<String> SBIN = List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin");

    private Tools() { }

    /// The PATH for child processes.
    public static String path() {
        return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "")).filter(path -> !path.isEmpty()),
                SBIN.stream()).reduce((left, right) -> left + File.pathSeparator + right).orElseThrow();
    }

    public static Optional<Path> find(String program) {
        return Stream.of(path().split(File.pathSeparator))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param from the Debian package that has it
    static void need(String program, String from) throws CannotRun {
        if (find(program).isEmpty()) {
            throw new CannotRun("no " + program + " on this machine: apt-get install " + from);
        }
    }
}
