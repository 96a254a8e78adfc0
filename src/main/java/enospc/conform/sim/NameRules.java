package enospc.conform.sim;

import enospc.pool.sim.Version;
import java.util.Optional;

/// Which names ZFS takes (libzfs, zfs_namecheck.c), and what it says to the others.
final class NameRules {

    private static final int LENGTH_MAX = 255;

    private NameRules() { }

    /// What is wrong with a dataset's name, as it stands behind `cannot create 'NAME': `; empty if nothing is.
    static Optional<String> dataset(String name, Version version) {
        if (name.indexOf('@') >= 0) {
            return Optional.of(version.isFuse() ? "invalid character '@' in name"
                    : "snapshot delimiter '@' is not expected here");
        }
        if (name.indexOf('#') >= 0) {
            return Optional.of(version.isFuse() ? "invalid character '#' in name"
                    : "bookmark delimiter '#' is not expected here");
        }
        return path(name, version);
    }

    /// OpenZFS as seen on 2.1.11.
    private static String emptyComponent(Version version) {
        return version.isFuse() ? "empty component in name"
                : "empty component or misplaced '@' or '#' delimiter in name";
    }

    private static Optional<String> path(String name, Version version) {
        if (name.length() > LENGTH_MAX) {
            return Optional.of("name is too long");
        }
        if (name.startsWith("/")) {
            return Optional.of("leading slash in name");
        }
        if (name.endsWith("/")) {
            return Optional.of("trailing slash in name");
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty()) {
                return Optional.of(emptyComponent(version));
            }
            if (!version.isFuse() && part.equals(".")) {
                return Optional.of("self reference, '.' is found in name");
            }
            if (!version.isFuse() && part.equals("..")) {
                return Optional.of("parent reference, '..' is found in name");
            }
        }
        return character(name);
    }

    private static Optional<String> character(String name) {
        return name.chars().filter(c -> !taken(c)).mapToObj(c -> c == '%'
                ? "invalid character % in name" : "invalid character '" + (char) c + "' in name").findFirst();
    }

    private static boolean taken(int c) {
        return c < 128 && Character.isLetterOrDigit(c) || "-_.: /".indexOf(c) >= 0;
    }

    /// What is wrong with a snapshot's whole name; empty if nothing is. It has an `@`.
    static Optional<String> snapshot(String name, Version version) {
        int at = name.indexOf('@');
        if (name.indexOf('@', at + 1) >= 0) {
            return Optional.of(version.isFuse() ? "multiple '@' delimiters in name"
                    : "multiple '@' and/or '#' delimiters in name");
        }
        String leaf = name.substring(at + 1);
        if (leaf.isEmpty() || at == 0) {
            return Optional.of(emptyComponent(version));
        }
        if (name.length() > LENGTH_MAX) {
            return Optional.of("name is too long");
        }
        String dataset = name.substring(0, at);
        if (version.isFuse() && dataset.endsWith("/")) {
            return Optional.of(emptyComponent(version));
        }
        Optional<String> above = path(dataset, version);
        return above.isPresent() ? above : leaf.indexOf('/') >= 0
                ? Optional.of("invalid character '/' in name") : character(leaf);
    }
}
