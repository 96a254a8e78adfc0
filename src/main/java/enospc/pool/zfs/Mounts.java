package enospc.pool.zfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is mounted, as the kernel tells it (proc(5), `/proc/<pid>/mountinfo`), which no `zfs` property can belie.
final class Mounts {

    /// @param source what is mounted: for ZFS the name of the dataset
    record Mounted(String source, String type, Path at) {

        boolean zfs() {
            return type.equals("zfs") || type.startsWith("fuse");
        }
    }

    private Mounts() { }

    static List<Mounted> of(Host host) {
        try {
            List<Mounted> mounts = new ArrayList<>();
            for (String line : Children.text(host.proc().resolve("mountinfo")).lines().toList()) {
                String[] halves = line.split(" - ", 2);
                String[] right = halves[1].split(" ");
                mounts.add(new Mounted(plain(right[1]), right[0], Path.of(plain(halves[0].split(" ")[4]))));
            }
            return mounts;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read what is mounted", broken);
        }
    }

    /// Where a dataset is mounted.
    static Optional<Path> of(Host host, String dataset) {
        return of(host).stream().filter(mount -> mount.zfs() && mount.source().equals(dataset))
                .map(Mounted::at).reduce((first, last) -> last);
    }

    /// What is mounted at or below `folder`, the innermost first.
    static List<Path> below(Host host, Path folder) {
        return of(host).stream().map(Mounted::at).filter(at -> at.startsWith(folder)).toList().reversed();
    }

    /// What the file system is mounted from on which `path` lies, or will once it is made; links are followed.
    static String sourceOf(Host host, Path path) {
        Path real = real(path.toAbsolutePath().normalize());
        return of(host).stream().filter(mount -> real.startsWith(mount.at()))
                .reduce((outer, inner) -> inner.at().getNameCount() >= outer.at().getNameCount() ? inner : outer)
                .map(Mounted::source).orElse("");
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notYet) {
            Path parent = path.getParent();
            return parent == null ? path : real(parent).resolve(path.getFileName());
        }
    }

    /// The kernel writes blank, tab, line feed and backslash as three octal digits.
    private static String plain(String escaped) {
        return escaped.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    }
}
