package enospc.conform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Types `zfs` the way that works on every release: what a careful script does.
///
/// zfs-fuse refuses to rename or destroy what is mounted, and for a moment also what was (a rollback then ends with an
/// I/O error): unmount first, try again while it is busy, mount again. `create -u` becomes `canmount=noauto`.
/// Everything else is typed as it is.
final class PortableShell implements Shell {

    private static final int TRIES_MAX = 50;

    private final Shell shell;

    PortableShell(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Answer type(String line) {
        List<String> words = Arrays.asList(line.split(" "));
        if (line.startsWith("zfs rename ") && !line.contains("@")) {
            return renamed(words.get(words.size() - 2), words.getLast(), line);
        }
        if (line.startsWith("zfs destroy ") && !line.contains("@")) {
            unmount(words.getLast());
            Answer answer = patiently(line);
            if (answer.status() != 0) {
                mount(words.getLast());
            }
            return answer;
        }
        if (line.startsWith("zfs destroy -R ")) {
            return patiently(line);
        }
        if (line.startsWith("zfs rollback ")) {
            return rolledBack(words.getLast().replaceAll("@.*", ""), line);
        }
        return shell.type(line.replace("zfs create -u ", "zfs create -o canmount=noauto "));
    }

    /// With a barrier before each try: a rename counts what is pending 24 times, and how much that is depends on when
    /// the pool closed its last group. An unmount closes one a moment later.
    private Answer renamed(String from, String to, String line) {
        unmount(from);
        List<String> clones = unmountClones(from);
        shell.type("sync");
        Answer answer = patiently(line);
        clones.reversed().forEach(each -> shell.type("zfs mount " + each));
        mount(answer.status() == 0 ? to : from);
        return answer;
    }

    /// Unmounts what is cloned from a dataset or one below it, or from these. A rename on zfs-fuse does that too, and a
    /// rollback that ends clones, but neither waits until they are let go: it may be refused as busy again and again.
    ///
    /// @return what was unmounted, lowest first
    private List<String> unmountClones(String root) {
        List<String> unmounted = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(clones(root));
        for (Deque<String> next = new ArrayDeque<>(seen); !next.isEmpty();) {
            String clone = next.remove();
            unmounted.addAll(unmount(clone));
            clones(clone).stream().filter(seen::add).forEach(next::add);
        }
        return unmounted;
    }

    /// What is cloned from a dataset or one below it.
    private List<String> clones(String root) {
        String pool = root.replaceAll("/.*", "");
        return shell.type("zfs list -H -o name,origin -r " + pool).out().lines().map(line -> line.split("\\s+"))
                .filter(words -> words.length == 2 && (words[1].startsWith(root + "@")
                        || words[1].startsWith(root + "/")))
                .map(words -> words[0]).toList();
    }

    /// Under a mount the kernel would go on with the sizes of files that it knew before.
    private Answer rolledBack(String dataset, String line) {
        boolean mounted = shell.type("zfs unmount " + dataset).status() == 0;
        List<String> clones = line.contains(" -R ") ? unmountClones(dataset) : List.of();
        Answer answer = patiently(line);
        clones.reversed().forEach(each -> shell.type("zfs mount " + each));
        if (mounted) {
            shell.type("zfs mount " + dataset);
        }
        return answer;
    }

    /// What is there and can be mounted.
    private void mount(String root) {
        shell.type("zfs list -H -o name -r " + root).out().lines().forEach(each -> shell.type("zfs mount " + each));
    }

    /// Unmounts what is mounted there and below. A refusal is no news: it was not mounted, or it is busy and the next
    /// line will say so.
    ///
    /// @return what was unmounted, lowest first
    private List<String> unmount(String root) {
        List<String> below = shell.type("zfs list -H -o name -r " + root).out().lines().toList().reversed();
        return below.stream().filter(each -> shell.type("zfs unmount " + each).status() == 0).toList();
    }

    /// A barrier between the tries gives the pool time to let go, in whatever way its time passes.
    private Answer patiently(String line) {
        Answer answer = shell.type(line);
        for (int tries = 1; tries < TRIES_MAX && releasesSoon(answer); tries++) {
            shell.type("sync");
            answer = shell.type(line);
        }
        return answer;
    }

    /// A file that somebody holds open stays open, and a snapshot held; what was unmounted just now is let go soon.
    private static boolean releasesSoon(Answer answer) {
        return answer.status() != 0 && answer.err().lines().anyMatch(PortableShell::passes);
    }

    private static boolean passes(String line) {
        boolean busy = line.contains("busy") || line.contains("I/O error");
        return busy && !line.contains("target is busy") && !line.matches(".*@[^']*': dataset is busy.*");
    }

    @Override
    public List<List<Answer>> together(List<List<String>> people) {
        return shell.together(people);
    }
}
