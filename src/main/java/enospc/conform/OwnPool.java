package enospc.conform;

import enospc.world.RealTime;
import java.time.Duration;
import java.util.List;

/// A pool of our own on a file, made anew for each case. It carries our mark, and is destroyed only if it does.
final class OwnPool {

    private static final int TRIES_MAX = 40;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(25);

    private final Host host;
    private final String folder;
    private final Names names;
    private final String mark;

    /// @param folder where its disk and its mounts lie, on that host
    OwnPool(Host host, String folder, String name) {
        this.host = host;
        this.folder = folder;
        this.names = new Names(name, folder + "/p");
        this.mark = "conform-" + ProcessHandle.current().pid();
    }

    Names names() {
        return names;
    }

    /// The one before must be gone.
    void make(long bytes) {
        must("rm", "-f", folder + "/disk");
        must("truncate", "-s", String.valueOf(bytes), folder + "/disk");
        must("zpool", "create", "-O", "compression=off", "-O", "enospc:run=" + mark, "-m", names.mount(),
                names.prefix(), folder + "/disk");
    }

    /// A pool that was busy a moment ago lets go soon.
    ///
    /// @return whether it is gone
    boolean destroy() {
        host.letGo();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            Shell.Answer found = host.run(List.of("zfs", "get", "-H", "-o", "value", "enospc:run", names.prefix()));
            if (found.status() != 0) {
                return true;
            }
            if (!found.out().strip().equals(mark)) {
                throw new IllegalStateException("pool " + names.prefix() + " is not ours: " + found.out().strip());
            }
            if (host.run(List.of("zpool", "destroy", names.prefix())).status() == 0) {
                return true;
            }
            new RealTime().sleep(BETWEEN_TRIES);
        }
        return false;
    }

    private void must(String... argv) {
        Shell.Answer answer = host.run(List.of(argv));
        if (answer.status() != 0) {
            throw new IllegalStateException(String.join(" ", argv) + ": " + answer.err().strip());
        }
    }
}
