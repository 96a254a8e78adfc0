package enospc.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What is probably there while a random script is drawn, so that most of its lines are about something.
///
/// It follows the lines as if each succeeded, and knows nothing of space, clones or what is busy.
final class Guess {

    private final Set<String> datasets = new TreeSet<>();
    private final Set<String> snapshots = new TreeSet<>();
    private final Set<String> clones = new TreeSet<>();
    private final Set<String> files = new TreeSet<>();

    List<String> datasets() {
        return List.copyOf(datasets);
    }

    List<String> snapshots() {
        return List.copyOf(snapshots);
    }

    List<String> clones() {
        return List.copyOf(clones);
    }

    List<String> files() {
        return List.copyOf(files);
    }

    void created(String name) {
        if (datasets.isEmpty() || datasets.contains(name.substring(0, name.lastIndexOf('/')))) {
            datasets.add(name);
        }
    }

    void cloned(String snapshot, String name) {
        if (snapshots.contains(snapshot) && !datasets.contains(name)) {
            created(name);
            clones.add(name);
        }
    }

    void snapped(String name) {
        if (datasets.contains(name.substring(0, name.indexOf('@')))) {
            snapshots.add(name);
        }
    }

    void written(String file) {
        if (datasets.contains(file.substring(0, file.indexOf(':')))) {
            files.add(file);
        }
    }

    void gone(String name) {
        Predicate<String> below = each -> below(each, name);
        List.of(datasets, snapshots, clones, files).forEach(all -> all.removeIf(below));
    }

    void renamed(String from, String to) {
        for (Set<String> all : List.of(datasets, snapshots, clones, files)) {
            List<String> moved = new ArrayList<>(all.stream().filter(each -> below(each, from)).toList());
            moved.forEach(all::remove);
            moved.forEach(each -> all.add(to + each.substring(from.length())));
        }
    }

    /// Whether `name` is `root`, a snapshot or file of it, or in a dataset below.
    private static boolean below(String name, String root) {
        return name.equals(root) || name.startsWith(root) && "/@:".indexOf(name.charAt(root.length())) >= 0;
    }
}
