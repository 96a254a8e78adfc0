package enospc.run.exec;

import enospc.plan.StepFault;
import enospc.world.Crashed;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A folder of small scripts in front of a subject's PATH, and the thread that hears what they report.
///
/// A script writes one line to a FIFO that all share (a line is shorter than what a pipe takes at once, so lines do not
/// mix), and reads its leave from a FIFO of its own.
final class Shims implements AutoCloseable {

    private static final int DESK_FIFOS = 4;
    private static final long TICK_MILLIS = 20;
    private static final String STOP = "stop";

    private final Path folder;
    private final Path bin;
    private final Path fifo;
    private final RandomAccessFile reports;
    private final Order order;
    private final List<StepFault> faults;
    private final Consumer<String> killer;
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            body -> Thread.ofPlatform().daemon().name("shim-ticks").unstarted(body));
    private final Thread hearer;
    private volatile Optional<RuntimeException> broken = Optional.empty();

    /// @param folder   an existing one, not on the pool
    /// @param programs names of what gets a shim
    /// @param killer   ends the op with this mark
    Shims(Path folder, List<String> programs, Order order, List<StepFault> faults, Consumer<String> killer) {
        this.folder = folder;
        this.bin = folder.resolve("bin");
        this.fifo = folder.resolve("steps");
        this.order = order;
        this.faults = faults;
        this.killer = killer;
        try (InputStream script = Shims.class.getResourceAsStream("shim.sh")) {
            byte[] text = script.readAllBytes();
            Files.createDirectory(bin);
            for (String program : programs) {
                Files.write(bin.resolve(program), text);
                permit(bin.resolve(program), "rwxr-xr-x");
            }
            mkfifo(List.of(fifo));
            this.reports = new RandomAccessFile(fifo.toFile(), "rw");   // both ends are ours: it never ends
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot make the shims in " + folder, refused);
        }
        this.hearer = Thread.ofPlatform().daemon().name("shims").start(this::hear);
        ticks.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    Path bin() {
        return bin;
    }

    Path fifo() {
        return fifo;
    }

    Order order() {
        return order;
    }

    /// @throws RuntimeException what has broken the hearing, if anything has
    void check() {
        broken.ifPresent(thrown -> {
            throw thrown;
        });
    }

    Desk desk(String worker) {
        return desks.computeIfAbsent(worker, _ -> {
            try {
                Path desk = Files.createDirectory(folder.resolve(worker));
                permit(desk, "rwxrwxrwx");
                List<Path> fifos = new ArrayList<>();
                for (int i = 0; i < DESK_FIFOS; i++) {
                    fifos.add(desk.resolve("f" + i));
                }
                mkfifo(fifos);
                return new Desk(desk);
            } catch (IOException refused) {
                throw new UncheckedIOException("cannot make a desk in " + folder, refused);
            }
        });
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void mkfifo(List<Path> paths) throws IOException {
        List<String> argv = new ArrayList<>(List.of("mkfifo", "-m", "666"));
        paths.forEach(path -> argv.add(path.toString()));
        if (new ProcessBuilder(argv).inheritIO().start().onExit().join().exitValue() != 0) {
            throw new IOException("mkfifo failed");
        }
    }

    private void tick() {
        try {
            order.choose();
            desks.values().forEach(Desk::bound);
        } catch (Crashed dead) {
            return;                                       // the run is over, or this worker is
        } catch (RuntimeException thrown) {
            broken = Optional.of(thrown);
        }
    }

    private void hear() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new FileInputStream(reports.getFD()), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); !line.equals(STOP); line = lines.readLine()) {
                heard(line.split(" "));
            }
        } catch (IOException | RuntimeException thrown) {
            broken = Optional.of(new IllegalStateException("the shims are not heard any more: " + thrown, thrown));
        }
    }

    /// A line that no shim of ours writes is not for us: any process of the subject may write to that FIFO.
    private void heard(String[] words) throws IOException {
        boolean begins = words[0].equals("begin");
        if (words.length != 4 || !begins && !words[0].equals("end") || !words[2].matches("[0-9]{1,4}")
                || !words[1].matches("[a-z0-9]+\\.[0-9]+")) {
            return;
        }
        String worker = words[1].substring(0, words[1].indexOf('.'));
        Desk desk = desks.get(worker);
        Optional<OpSteps> steps = desk == null ? Optional.empty() : desk.stepsOf(words[1]);
        if (steps.isEmpty()) {
            return;
        }
        int slot = Integer.parseInt(words[2]);
        try {
            if (begins) {
                begins(worker, words[1], desk, slot, words[3], steps.get());
            } else if (words[3].matches("[0-9]{1,3}")) {
                ends(worker, words[1], desk, slot, Integer.parseInt(words[3]), steps.get());
            }
        } catch (Crashed dead) {
            return;                                       // killed meanwhile: nothing of it is heard any more
        }
    }

    private void begins(String worker, String mark, Desk desk, int slot, String program, OpSteps steps)
            throws IOException {
        List<String> argv = desk.argv(slot);
        argv = new ArrayList<>(argv);
        argv.addFirst(program);
        Typed typed = steps.begins(slot, argv);
        for (StepFault fault : faults) {
            String name = fault.at().equals(program) ? program : typed.f();
            if (fault.isAt(name) && fault.meets(name, desk.count(fault.toString()), worker)) {
                steps.harmed(fault, typed);
                befalls(fault, worker, mark, desk, slot, typed);
                return;
            }
        }
        order.asks(worker, typed.f(), () -> desk.tell(slot, "go"));
    }

    private void befalls(StepFault fault, String worker, String mark, Desk desk, int slot, Typed typed) {
        switch (fault.deed()) {
            case FAIL -> order.asks(worker, typed.f(), () ->
                    desk.tell(slot, "fail " + fault.status() + " " + fault.text()));
            case DELAY -> ticks.schedule(() -> order.asks(worker, typed.f(), () -> desk.tell(slot, "go")),
                    fault.delay().toMillis(), TimeUnit.MILLISECONDS);
            case KILL_BEFORE -> killer.accept(mark);
            case KILL_AFTER -> order.asks(worker, typed.f(), () -> desk.tell(slot, "halt"));
            case HANG -> { }
        }
        haltsAfter(desk, slot, fault.deed() == StepFault.Deed.KILL_AFTER);
    }

    private void haltsAfter(Desk desk, int slot, boolean halts) {
        if (halts) {
            halted.add(desk.folder().resolve("f" + slot));
        }
    }

    /// Slots whose op is killed at the end of the step.
    private final java.util.Set<Path> halted = ConcurrentHashMap.newKeySet();

    private void ends(String worker, String mark, Desk desk, int slot, int status, OpSteps steps) throws IOException {
        steps.ends(slot, status, desk.stderr(slot));
        if (halted.remove(desk.folder().resolve("f" + slot))) {
            killer.accept(mark);
        }
        desk.frees(slot);
        order.ended(worker);
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        try {
            reports.write((STOP + "\n").getBytes(StandardCharsets.UTF_8));
            hearer.join();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot end the shims", refused);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        desks.values().forEach(Desk::close);
    }
}
