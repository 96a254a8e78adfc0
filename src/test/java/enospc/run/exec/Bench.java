package enospc.run.exec;

import enospc.history.Event;
import enospc.history.Event.Type;
import enospc.history.Problem;
import enospc.history.Value;
import enospc.install.Outcome;
import enospc.install.Store;
import enospc.install.Terms;
import enospc.plan.Generator;
import enospc.plan.Op;
import enospc.plan.Plan;
import enospc.plan.Workload;
import enospc.plan.WorkloadFile;
import enospc.pool.Image;
import enospc.world.RealTime;
import enospc.world.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An external subject without any pool: `zfs`, `tar` and `unsquashfs` are scripts that say what they are told to.
final class Bench implements AutoCloseable {

    final List<Event> events = new ArrayList<>();
    final Path logs;
    private static final Duration QUIET = Duration.ofSeconds(20);
    private final Path dir;
    private final Subjects subjects;
    private final Plan plan;

    /// @param fakes programs by name, and the script of each
    Bench(Path dir, Path workload, Map<String, String> fakes) throws IOException {
        this(dir, workload, fakes, 1, Duration.ofSeconds(20));
    }

    /// @param deadline of a copy and of a wait; an op may take three of these
    Bench(Path dir, Path workload, Map<String, String> fakes, long seed, Duration deadline) throws IOException {
        this.dir = dir;
        this.logs = dir.resolve("logs");
        Path bin = Files.createDirectory(dir.resolve("fakes"));
        for (Map.Entry<String, String> fake : fakes.entrySet()) {
            Path program = Files.writeString(bin.resolve(fake.getKey()), "#!/bin/sh\n" + fake.getValue() + "\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Workload read = WorkloadFile.read(workload);
        Plan made = Generator.plan("1", "again", read, new Seed(seed));
        Terms terms = new Terms(Duration.ofSeconds(60), 95, deadline, deadline,
                Terms.Guard.WATCHDOG);
        Store store = new Store("tank/r", read.subject().orElseThrow().layout());
        Path image = Files.writeString(dir.resolve("image"), "content");
        subjects = new Subjects(made, new Surroundings(List.of(), "b" + ProcessHandle.current().pid() + "x"
                + Math.abs(dir.hashCode()), Files.createDirectory(dir.resolve("scratch")), dir.resolve("mnt"),
                bin + ":/usr/bin:/bin", Optional.empty(), _ -> image, (each, key) -> new Image(each.name(), key,
                each.format(), each.seed(), each.files())), store, () -> terms, new RealTime(), journal(), logs, QUIET);
        plan = subjects.keyed(made);
    }

    private Journal journal() {
        return new Journal() {
            @Override
            public synchronized long invoke(String process, String f, Value value, long op) {
                return add(process, Type.INVOKE, f, value, Problem.NONE, op);
            }

            @Override
            public synchronized void end(String process, long index, Type type, Value value, Problem error) {
                Event begun = events.get((int) index);
                add(process, type, begun.f(), value, error, begun.op());
            }

            @Override
            public synchronized void note(String process, String f, Value value) {
                add(process, Type.OK, f, value, Problem.NONE, Event.NO_OP);
            }
        };
    }

    private long add(String process, Type type, String f, Value value, Problem error, long op) {
        events.add(new Event(events.size(), 0, process, type, f, value, error, op));
        return events.size() - 1;
    }

    /// The first worker's first install.
    Outcome install() {
        return install(plan.workers().getFirst());
    }

    private Outcome install(Plan.Worker worker) {
        Op.Install op = (Op.Install) worker.ops().getFirst();
        return subjects.installer(worker.name(), () -> 0).install(op.image(), op.container());
    }

    /// Each worker's first install, all at once.
    void installAll() throws InterruptedException {
        List<Thread> threads = plan.workers().stream().map(worker -> Thread.ofPlatform().start(() -> install(worker)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// The key that the subject gave the first image.
    String key() {
        return plan.images().getFirst().key();
    }

    /// `zfs create ok`, in the order heard.
    List<String> steps() {
        return events.stream().map(event -> event.f() + " " + event.type().name().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    @Override
    public void close() {
        subjects.close();
    }
}
