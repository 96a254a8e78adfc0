package enospc.pool.zfs;

import enospc.pool.Command;
import enospc.pool.Contents;
import enospc.pool.Image;
import enospc.pool.Reply;
import enospc.world.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One install after the other on a real pool, each reply printed; for machines without Maven (`doc/openzfs-2.1.md`).
///
/// Usage: `java ... enospc.pool.zfs.Smoke FOLDER [LENT_POOL]`
final class Smoke {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Image SQUASHED = image("i01", Image.Format.SQUASHFS, 12, 200_000);
    private static final Image LAYERED = image("i02", Image.Format.LAYERS, 60, 8_000);

    private final RealTime time = new RealTime();
    private final ZfsTarget target;
    private final String store;

    private Smoke(Path folder, Optional<String> pool) throws CannotRun {
        target = ZfsTarget.open(new ZfsTarget.Request("smoke", folder, 512L << 20, pool), time);
        store = target.root() + "/store";
    }

    public static void main(String[] arguments) throws IOException {
        try {
            Smoke smoke = new Smoke(Path.of(arguments[0]),
                    arguments.length > 1 ? Optional.of(arguments[1]) : Optional.empty());
            try (ZfsTarget target = smoke.target) {
                smoke.say(target.about() + "; root " + target.root() + "; " + target.abilities());
                target.makeImages(List.of(SQUASHED, LAYERED));
                smoke.say("images made; available " + target.availableBytes() + " B");
                smoke.template();
                smoke.content();
                smoke.limits();
                smoke.end();
            }
            smoke.say("left after the end: " + smoke.target.takeAway());
        } catch (CannotRun cannot) {
            System.out.println(cannot.getMessage());
        }
    }

    private void template() {
        String key = store + "/" + SQUASHED.key();
        mounted(store);
        go(new Command.Create(store, new TreeMap<>()), new Command.Mount(store),
                new Command.Create(store + "/no/such", new TreeMap<>()));
        mounted(key + ".tmp", "quota", "67108864");
        go(new Command.Unsquash(SQUASHED, key + ".tmp", LONG), new Command.Chmod(key + ".tmp"),
                new Command.Unmount(key + ".tmp"), new Command.Unmount(key + ".tmp"),
                new Command.Rename(key + ".tmp", key), new Command.Snapshot(key + "@pristine"),
                new Command.Snapshot(key + "@pristine"), new Command.Set(key, "readonly", "on"),
                new Command.Digest(key + "@pristine"), new Command.Clone(key + "@pristine", store + "/web"),
                new Command.Mount(store + "/web"), new Command.Digest(store + "/web"),
                new Command.Destroy(key + "@pristine", false), new Command.Destroy(key, false),
                new Command.Sync(store), new Command.Get(key + "@pristine"));
    }

    /// One changed byte, then a missing file.
    private void content() throws IOException {
        Path file = Lent.folder(target, store + "/web").resolve("bin/f0");
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] ^= 1;
        Files.write(file, bytes);
        go(new Command.Digest(store + "/web"));
        Files.delete(file);
        go(new Command.Digest(store + "/web"));
    }

    private void limits() throws IOException {
        go(new Command.Set(store, "reservation", "100G"), new Command.Set(store, "quota", "4096"));
        mounted(store + "/q1", "quota", "1500000");
        go(new Command.Unsquash(SQUASHED, store + "/q1", LONG));
        mounted(store + "/q2", "quota", "200000");
        go(new Command.Pipe(LAYERED, store + "/q2", LONG));
        mounted(store + "/q3");
        go(new Command.Pipe(LAYERED, store + "/q3", Duration.ofMillis(20)),
                new Command.Pipe(LAYERED, store + "/q3", LONG),
                new Command.Digest(store + "/q3"));
        try (var open = Files.newInputStream(Lent.folder(target, store + "/q3").resolve("bin/f0"))) {
            say("open in q3: " + open.available() + " B");
            go(new Command.Unmount(store + "/q3"), new Command.Destroy(store + "/q3", false));
        }
    }

    private void end() {
        go(new Command.Destroy("elsewhere/x", true), new Command.Destroy(store + "/no", true),
                new Command.Destroy(store + "/web", false), new Command.Destroy(store + "/" + SQUASHED.key(), true));
    }

    private void mounted(String name, String... property) {
        go(new Command.Create(name, property.length == 0 ? new TreeMap<>()
                : new TreeMap<>(Map.of(property[0], property[1]))), new Command.Mount(name));
    }

    private void go(Command... commands) {
        for (Command command : commands) {
            long began = time.nanos();
            Reply reply = target.pool().run(command);
            say("%5d ms  %-12s %s -> %s".formatted((time.nanos() - began) / 1_000_000, command.f(),
                    command.name().replace(SQUASHED.key(), "KEY"), reply.toString().replace(SQUASHED.key(), "KEY")));
        }
    }

    private void say(String line) {
        System.out.printf("%7.2f s  %s%n", time.nanos() / 1e9, line);
    }

    private static Image image(String name, Image.Format format, int count, long bytes) {
        return new Image(name, Contents.hex(name), format, name.hashCode(), List.of(new Image.Files(count, bytes)));
    }
}
