package enospc.run.exec;

import enospc.install.Installer;
import enospc.install.Store;
import enospc.install.Terms;
import enospc.plan.Braces;
import enospc.plan.Op;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.plan.Subject;
import enospc.plan.Workload;
import enospc.pool.Image;
import enospc.world.Scheduler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The external subject of one run: what all its workers share.
public final class Subjects implements AutoCloseable {

    private static final Duration KEY_BOUND = Duration.ofMinutes(1);
    private static final String KEY_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

    private final Subject subject;
    private final Surroundings at;
    private final Store store;
    private final Supplier<Terms> terms;
    private final Journal journal;
    private final Path logs;
    private final Shims shims;
    private final Launcher launcher;

    /// Makes the shims.
    ///
    /// @param logs where to keep what the subject prints; made when there is something
    public Subjects(Plan plan, Surroundings at, Store store, Supplier<Terms> terms, Scheduler clock, Journal journal,
                    Path logs) {
        this(plan, at, store, terms, clock, journal, logs, Order.QUIET);
    }

    /// @param quiet as [Order] takes it
    Subjects(Plan plan, Surroundings at, Store store, Supplier<Terms> terms, Scheduler clock, Journal journal,
             Path logs, Duration quiet) {
        Workload workload = plan.workload();
        this.subject = workload.subject().orElseThrow();
        this.at = at;
        this.store = store;
        this.terms = terms;
        this.journal = journal;
        this.logs = logs;
        this.launcher = new Launcher(at);
        Order.Kind kind = switch (workload.get(Setting.SCHEDULE)) {
            case "random" -> Order.Kind.RANDOM;
            case "pct" -> Order.Kind.PCT;
            default -> Order.Kind.TIMED;
        };
        Order order = new Order(kind, workload.get(Setting.SCHEDULE_DEPTH), plan.seed(), quiet, clock, journal);
        this.shims = new Shims(folder("shims"), subject.shims(), order, subject.faults(), launcher::kill);
    }

    /// What placeholders stand for in all of its commands; the deadlines are known once the images are measured.
    Map<String, String> values() {
        Map<String, String> known = new HashMap<>();
        known.put("root", store.root());
        known.put("store", store.containers());
        known.put("store-mount", storeMount());
        known.put("templates", store.templates());
        known.put("templates-mount", at.mountOf(store.root(), store.templates()).toString());
        known.put("shared", folder("shared").toString());
        known.put("here", subject.here());
        known.put("run", at.run());
        known.put("warm", Long.toString(terms.get().warm().toSeconds()));
        known.put("threshold", Integer.toString(terms.get().threshold()));
        known.put("pipe-deadline", Long.toString(terms.get().pipeDeadline().toSeconds()));
        known.put("wait-deadline", Long.toString(terms.get().waitDeadline().toSeconds()));
        return known;
    }

    private Path folder(String name) {
        try {
            Path folder = Files.createDirectories(at.scratch().resolve(name));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            return folder;
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot make a folder in " + at.scratch(), refused);
        }
    }

    /// The plan with the keys that the subject gives its images; the target knows them by these afterwards.
    public Plan keyed(Plan plan) {
        Map<String, Image> keyed = new LinkedHashMap<>();
        plan.images().forEach(image -> keyed.put(image.name(), at.rekey().under(image, key(image))));
        List<Plan.Worker> workers = plan.workers().stream().map(worker -> new Plan.Worker(worker.name(),
                worker.start(), worker.ops().stream().map(op -> keyed(op, keyed)).toList())).toList();
        return new Plan(plan.version(), plan.replay(), plan.workload(), plan.seed(), List.copyOf(keyed.values()),
                workers, plan.faults());
    }

    private static Op keyed(Op op, Map<String, Image> keyed) {
        return switch (op) {
            case Op.Install(Image image, String container) -> new Op.Install(keyed.get(image.name()), container);
            case Op.Hold hold -> hold;
            case Op.Remove remove -> remove;
        };
    }

    private String key(Image image) {
        return switch (subject.key()) {
            case Subject.Key.Own() -> image.key();
            case Subject.Key.Sha256() -> sha256(at.images().apply(image));
            case Subject.Key.Command(List<String> argv) -> asked(argv, image);
        };
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the image " + file, unreadable);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JVM has no SHA-256", missing);
        }
    }

    private String asked(List<String> argv, Image image) {
        Map<String, String> known = new HashMap<>(values());
        known.put("image", at.images().apply(image).toString());
        Launcher.Ended ended = launcher.run("key." + image.name(), argv.stream()
                .map(text -> Braces.fill(text, known)).toList(), Map.of(), folder("keys"), KEY_BOUND, _ -> { });
        String key = ended.out().kept().strip().split("\\s+")[0];
        if (ended.late() || ended.status() != 0 || !key.matches(KEY_FORM)) {
            throw new IllegalStateException("exec.key said \"" + key + "\" for " + image.name() + " with exit status "
                    + ended.status() + ": " + ended.err().kept().strip());
        }
        return key;
    }

    /// @param op index of the op that the worker is at
    public Installer installer(String worker, LongSupplier op) {
        return new ExecInstaller(this, subject, worker, op, folder("work-" + worker));
    }

    /// Keeps what an op printed, and says what was left out.
    void keep(String mark, Launcher.Ended ended) {
        try {
            for (Output output : List.of(ended.out(), ended.err())) {
                if (output.total() > 0) {
                    Files.createDirectories(logs);
                    Files.writeString(logs.resolve(mark + (output == ended.out() ? ".out" : ".err")), output.kept());
                }
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot keep what " + mark + " printed in " + logs, refused);
        }
    }

    Surroundings at() {
        return at;
    }

    Store store() {
        return store;
    }

    Journal journal() {
        return journal;
    }

    Shims shims() {
        return shims;
    }

    Launcher launcher() {
        return launcher;
    }

    String storeMount() {
        return at.mountOf(store.root(), store.containers()).toString();
    }

    Duration warm() {
        return terms.get().warm();
    }

    Duration copyDeadline() {
        return terms.get().pipeDeadline();
    }

    Duration waitDeadline() {
        return terms.get().waitDeadline();
    }

    @Override
    public void close() {
        shims.close();
    }
}
