package enospc.pool.zfs;

import java.nio.file.Path;
import java.util.List;

/// From where commands see the machine: as this process does, or from inside the namespaces of a private `zfs-fuse`.
///
/// @param prefix what stands in front of each command so that it sees the pool's mounts; empty for our own view
/// @param proc   `/proc/<pid>` of a process with that view
public record Host(List<String> prefix, Path proc) {

    public Host {
        prefix = List.copyOf(prefix);
    }

    /// This process's own view.
    static Host own() {
        return new Host(List.of(), Path.of("/proc/self"));
    }

    /// The view of the process `pid`, which leads a mount and a pid namespace.
    static Host of(long pid) {
        return new Host(List.of("nsenter", "--mount", "--pid", "--target", Long.toString(pid), "--"),
                Path.of("/proc/" + pid));
    }

    /// The path under which this JVM reaches what commands know as `path`.
    public Path seen(Path path) {
        return prefix.isEmpty() ? path : proc.resolve("root").resolve(Path.of("/").relativize(path));
    }
}
