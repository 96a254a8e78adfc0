package enospc.pool.zfs;

import enospc.world.Scheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What one run on a real pool has left that died without its end: SIGKILL, or a lost machine.
///
/// ```
/// for (Leftover leftover : Leftover.below(parent, time)) {
///     leftover.about().forEach(System.out::println);
///     leftover.takeAway().forEach(System.out::println);
/// }
/// ```
public final class Leftover {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long GUARDIAN_SECONDS = 120;

    private final WorkFolder folder;
    private final Scheduler time;
    private final Children closing;

    private Leftover(WorkFolder folder, Scheduler time) {
        this.folder = folder;
        this.time = time;
        this.closing = new Children(Host.own(), folder.run(), folder.scratch(), time);
    }

    /// Those whose work folder is below `parent`. A guardian that is still at work is waited for, and may leave nothing
    /// to do; living runs are left alone.
    public static List<Leftover> below(Path parent, Scheduler time) throws IOException {
        List<Leftover> found = new ArrayList<>();
        for (WorkFolder folder : WorkFolder.abandoned(parent)) {
            awaitGuardian(folder.run());
            if (folder.path().toFile().exists()) {
                found.add(new Leftover(folder, time));
            }
        }
        return found;
    }

    private static void awaitGuardian(String run) {
        CompletableFuture.allOf(Processes.with(Guardian.GUARDS, run).stream().map(ProcessHandle::onExit)
                        .toArray(CompletableFuture[]::new))
                .orTimeout(GUARDIAN_SECONDS, TimeUnit.SECONDS).handle((all, late) -> late == null).join();
    }

    /// What is there of it, one line each; nothing is changed.
    public List<String> about() {
        List<String> lines = new ArrayList<>();
        lines.add("run " + folder.run() + " had died; there is still:");
        Processes.of(folder.run()).forEach(process -> lines.add("  process " + process.pid() + " ("
                + process.info().command().orElse("?") + "): to be killed"));
        for (String root : roots()) {
            lines.addAll(datasets(root));
        }
        Mounts.below(Host.own(), folder.path()).forEach(at -> lines.add("  mount " + at + ": to be unmounted"));
        lines.add("  folder " + folder.path() + ": to be removed");
        return lines;
    }

    /// Where the run's datasets may be.
    private List<String> roots() {
        List<String> roots = new ArrayList<>(List.of("enospc" + folder.run()));
        try {
            GivenPool.abandoned(folder, time).ifPresent(given -> roots.add(given.root()));
        } catch (IOException unreadable) {
            return roots;
        }
        return roots;
    }

    private List<String> datasets(String root) {
        Ended read = closing.run(BOUND, "zfs", "get", "-Hp", "-r", "-o", "name,property,value", "all", root);
        if (!(read instanceof Ended.Exited exited) || !exited.ok()) {
            return List.of();
        }
        return Readings.parse(exited.out()).stream()
                .filter(dataset -> dataset.user(Mark.RUN).equals(folder.run()) && !dataset.isSnapshot())
                .map(dataset -> "  dataset " + dataset.name() + (dataset.reservation() == 0 ? ""
                        : ", which has reserved " + Sizes.text(dataset.reservation())) + ": to be destroyed").toList();
    }

    /// Takes all of it away.
    ///
    /// @return what came of it, and a line for each thing that is still there
    public List<String> takeAway() {
        List<String> left = new ArrayList<>(Processes.end(folder.run()));
        if (ZfsTarget.answers(closing).isEmpty()) {
            left.addAll(ZfsTarget.abandon(folder, Host.own(), time));
        }
        ImageStore.unmount(folder.path().resolve(ZfsTarget.IMAGES), closing);
        left.addAll(folder.remove());
        List<String> lines = new ArrayList<>(List.of("run " + folder.run() + " had died: "
                + (left.isEmpty() ? "taken away" : "not all taken away")));
        lines.addAll(left);
        return lines;
    }
}
