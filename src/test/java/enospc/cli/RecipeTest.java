package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enospc.check.Grade;
import enospc.check.Verdict;
import enospc.history.Event;
import enospc.history.HistoryFile;
import enospc.plan.Recipe;
import enospc.report.Trace;
import enospc.soak.Trial;
import enospc.world.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each recipe takes its transitions, on every version of the rules, by either way to take the space, and on real ZFS.
class RecipeTest {

    @TempDir
    private Path dir;

    @Test
    void everyRecipeTakesItsTransitionsOnTheEmbeddedPool() {
        List<String> missed = new ArrayList<>();
        for (String zfs : List.of("zfs-fuse-0.7", "openzfs-2.1.11", "openzfs-2.3")) {
            for (Recipe recipe : Recipe.values()) {
                for (Recipe.By by : Recipe.By.values()) {
                    for (long seed = 1; seed <= 3 && isCertain(recipe, by, zfs); seed++) {
                        missed.addAll(missed(recipe, by, zfs, seed));
                    }
                }
            }
        }
        assertEquals(List.of(), missed);
    }

    /// OpenZFS frees what was destroyed some groups later, at the pool's root, where the reservation takes its space
    /// on a pool of our own: a retry may come too early there (doc/zfs.md).
    private static boolean isCertain(Recipe recipe, Recipe.By by, String zfs) {
        return by == Recipe.By.QUOTA || zfs.equals("zfs-fuse-0.7")
                || recipe == Recipe.RETRY_FAILS || recipe == Recipe.PIPE_ENOSPC;
    }

    private static List<String> missed(Recipe recipe, Recipe.By by, String zfs, long seed) {
        Trial trial = Trial.of(recipe.plan("test", "again", Map.of("zfs", zfs), by, new Seed(seed)));
        Verdict verdict = trial.verdict();
        String which = recipe.text() + " by " + by + " on " + zfs + ", seed " + seed + ": ";
        List<String> missed = new ArrayList<>();
        if (verdict.grade() != Grade.PASS) {
            missed.add(which + verdict.summary());
        }
        for (String transition : recipe.transitions()) {
            if (Trace.of(trial.history(), transition).size() != 5) {
                missed.add(which + "no trace of " + transition);
            }
        }
        return missed;
    }

    @Test
    void sizesThatDoNotLineUpAreSaidInOneLine() {
        Told told = Told.stress("recipe", "retry-fails", "--image-size", "64K", "--results", dir.toString());
        assertEquals(64, told.status());
        assertTrue(told.err().getFirst().startsWith("stress: no quota fits one template and never two"),
                told.err().toString());
    }

    @Test
    void aRecipeThatNobodyKnowsIsRefused() {
        Told told = Told.stress("recipe", "retry-suceeds", "--results", dir.toString());
        assertEquals(List.of("stress: the recipe is \"retry-suceeds\" (did you mean \"retry-succeeds\"?); known are:"
                + " retry-succeeds, retry-fails, pipe-enospc, all"), told.err());
        assertEquals(64, told.status());
    }

    @Test
    void aSubjectThatInstallsNoLayersIsNotAskedTo() {
        Told told = Told.stress("recipe", "all", "workloads/script-broken.json", "--results", dir.toString());
        assertEquals(List.of("stress: recipe all installs squashfs and layers, and formats of script-broken is"
                + " squashfs: take another recipe, or, if it can install them, say so there"), told.err());
        assertEquals(64, told.status());
    }

    @Test
    void allThreeOnRealZfs() throws IOException {
        takesAllThree("--target", "zfs");
    }

    @Test
    void allThreeWithAnExternalSubject() throws IOException {
        takesAllThree("workloads/script.json");
    }

    private void takesAllThree(String... options) throws IOException {
        Path work = Files.createDirectories(dir.resolve("work"));
        List<String> argv = new ArrayList<>(List.of("recipe", "all"));
        argv.addAll(List.of(options));
        argv.addAll(List.of("--quiet", "--work", work.toString(), "--results", dir.resolve("results").toString()));
        Told told = Told.stress(argv.toArray(String[]::new));
        Assumptions.assumeTrue(told.status() != Stress.USAGE, told.err().toString());
        assertEquals(0, told.status(), told.err().toString());
        List<Event> history = HistoryFile.readAll(dir.resolve("results/latest/history.jsonl"));
        assertEquals(List.of(5, 5, 5),
                Recipe.ALL.transitions().stream().map(each -> Trace.of(history, each).size()).toList());
        try (Stream<Path> left = Files.list(work)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
