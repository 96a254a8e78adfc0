package enospc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of the house that a machine can keep. Each breach says what to do instead.
class TidyTest {

    private static final Path MAIN = Path.of("src/main/java/enospc");

    /// What each floor stands on: it may import these and itself, nothing else of ours.
    private static final Map<String, Set<String>> FLOORS = new LinkedHashMap<>();

    static {
        FLOORS.put("world", Set.of());
        FLOORS.put("ci", Set.of());
        FLOORS.put("pool", Set.of("world"));
        FLOORS.put("conform", Set.of("ci", "world", "pool"));
        FLOORS.put("install", Set.of("world", "pool"));
        FLOORS.put("plan", Set.of("world", "pool", "install"));
        FLOORS.put("history", Set.of("world", "pool", "install", "plan"));
        FLOORS.put("run", Set.of("world", "pool", "install", "plan", "history"));
        FLOORS.put("far", Set.of("world", "pool", "install", "plan", "history"));
        FLOORS.put("check", Set.of("world", "pool", "install", "plan", "history"));
        FLOORS.put("soak", Set.of("world", "pool", "install", "plan", "history", "run", "check"));
        FLOORS.put("report", Set.of("ci", "world", "pool", "install", "plan", "history", "check", "soak"));
        FLOORS.put("cli", Set.copyOf(FLOORS.keySet()));
    }

    /// Time and chance come from `world` alone, or no run could be repeated.
    private static final Map<String, String> BANNED = Map.of(
            "System\\.(nanoTime|currentTimeMillis)", "ask a Clock",
            "Instant\\.now|LocalDateTime\\.now", "ask a Clock",
            "Thread\\.sleep", "sleep on a Clock",
            "java\\.util\\.Random|Math\\.random|ThreadLocalRandom|UUID\\.randomUUID", "draw from a stream of a Seed",
            "catch \\((Throwable|Exception) \\w+\\) *\\{ *\\}", "say what went wrong, or let it pass on");

    private static final int COLUMNS = 120;

    private static List<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void aFloorStandsOnlyOnThoseBelow() throws IOException {
        Pattern ours = Pattern.compile("import (?:static )?enospc\\.(\\w+)\\.");
        List<String> breaches = new ArrayList<>();
        for (Path file : files(MAIN, ".java")) {
            String floor = MAIN.relativize(file).getName(0).toString();
            Matcher imports = ours.matcher(Files.readString(file));
            while (imports.find()) {
                String below = imports.group(1);
                if (!below.equals(floor) && !FLOORS.getOrDefault(floor, Set.of()).contains(below)) {
                    breaches.add(file + " imports " + below + ": move what it needs to a floor below both");
                }
            }
        }
        assertEquals(List.of(), breaches);
    }

    @Test
    void timeAndChanceComeFromTheWorld() throws IOException {
        List<String> breaches = new ArrayList<>();
        for (Path file : files(MAIN, ".java")) {
            if (!file.startsWith(MAIN.resolve("world"))) {
                String text = Files.readString(file);
                BANNED.forEach((banned, instead) -> {
                    Matcher matcher = Pattern.compile(banned).matcher(text);
                    if (matcher.find()) {
                        breaches.add(file + " says " + matcher.group() + ": " + instead);
                    }
                });
            }
        }
        assertEquals(List.of(), breaches);
    }

    @Test
    void linesFitAScreen() throws IOException {
        List<String> breaches = new ArrayList<>();
        for (Path file : files(Path.of("src"), ".java")) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > COLUMNS || lines.get(i).contains("\t")) {
                    breaches.add(file + ":" + (i + 1) + " is longer than " + COLUMNS
                            + " columns or has a tab: break it");
                }
            }
        }
        assertEquals(List.of(), breaches);
    }

    @Test
    void nothingIsLeftToDo() throws IOException {
        List<String> breaches = new ArrayList<>();
        for (Path file : files(MAIN, ".java")) {
            if (Pattern.compile("TODO|FIXME|XXX").matcher(Files.readString(file)).find()) {
                breaches.add(file + " has something to do: do it, or say it in an issue");
            }
        }
        assertEquals(List.of(), breaches);
    }

    @Test
    void linksInDocumentsLeadSomewhere() throws IOException {
        Pattern link = Pattern.compile("]\\(([^)#\\s]+)");
        List<String> breaches = new ArrayList<>();
        List<Path> documents = new ArrayList<>(files(Path.of("doc"), ".md"));
        documents.addAll(List.of(Path.of("README.md"), Path.of("CHANGELOG.md"), Path.of("results/README.md")));
        for (Path document : documents) {
            Matcher links = link.matcher(Files.readString(document));
            while (links.find()) {
                String target = links.group(1);
                Path parent = document.toAbsolutePath().getParent();
                if (!target.startsWith("http") && !Files.exists(parent.resolve(target))) {
                    breaches.add(document + " links to " + target + ", which is not there");
                }
            }
        }
        assertEquals(List.of(), breaches);
    }
}
