package enospc.report.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What lies in `results/`, as JSON for the browser. Damaged files are shown as such, never left out in silence.
final class Catalogue {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,200}");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Known(FileTime changed, ObjectNode run) { }

    private final Path results;
    /// A verdict is read once, however often the list is asked for.
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Catalogue(Path results) {
        this.results = results;
    }

    /// A folder directly below `results/`, never a link, never anything else.
    Optional<Path> folder(String name) {
        Path path = NAME.matcher(name).matches() ? results.resolve(name) : results;
        boolean ours = path != results && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        return ours ? Optional.of(path) : Optional.empty();
    }

    /// All runs, the newest first.
    ArrayNode runs() throws IOException {
        ArrayNode runs = JsonNodeFactory.instance.arrayNode();
        for (Path folder : folders("history.jsonl")) {
            runs.add(run(folder));
        }
        return runs;
    }

    private List<Path> folders(String with) throws IOException {
        if (!Files.isDirectory(results)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(results)) {
            List<Path> folders = new ArrayList<>(all.filter(path -> folder(path.getFileName().toString()).isPresent()
                    && Files.isRegularFile(path.resolve(with))).toList());
            folders.sort(Comparator.comparing((Path path) -> path.getFileName().toString()).reversed());
            return folders;
        }
    }

    private ObjectNode run(Path folder) throws IOException {
        Path verdict = folder.resolve("verdict.json");
        String name = folder.getFileName().toString();
        if (!Files.exists(verdict)) {
            return JsonNodeFactory.instance.objectNode().put("name", name).put("verdict", "none")
                    .put("summary", "no verdict yet: the run goes on, or it died; stress check judges it");
        }
        FileTime changed = Files.getLastModifiedTime(verdict);
        Known before = known.get(name);
        if (before == null || !before.changed.equals(changed)) {
            before = new Known(changed, read(folder, verdict, name));
            known.put(name, before);
        }
        return before.run;
    }

    private static ObjectNode read(Path folder, Path verdict, String name) {
        ObjectNode run = JsonNodeFactory.instance.objectNode().put("name", name);
        try {
            JsonNode json = MAPPER.readTree(verdict.toFile());
            for (String key : List.of("verdict", "summary", "workload", "seed", "version", "events", "cut", "replay")) {
                run.set(key, json.path(key));
            }
            ArrayNode failed = run.putArray("failed");
            json.path("checkers").forEach(checker -> {
                if (checker.path("verdict").asText().equals("fail")) {
                    failed.add(checker.path("name").asText());
                }
            });
            run.set("signatures", signatures(folder));
        } catch (IOException | RuntimeException damaged) {
            run.put("verdict", "damaged").put("summary", "verdict.json cannot be read; stress check judges again");
        }
        return run;
    }

    /// A soak marks the runs that it keeps with what they broke.
    private static JsonNode signatures(Path folder) throws IOException {
        Path mark = folder.resolve("soak-run.json");
        return Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS) ? MAPPER.readTree(mark.toFile()).path("signatures")
                : JsonNodeFactory.instance.arrayNode();
    }

    /// The ledger as it stands in its file.
    JsonNode ledger() throws IOException {
        Path file = results.resolve("index.json");
        if (!Files.isRegularFile(file)) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException damaged) {
            return JsonNodeFactory.instance.objectNode().put("damage", "index.json cannot be read as JSON");
        }
    }

    /// The state of every soak, the newest first.
    ArrayNode soaks() throws IOException {
        ArrayNode soaks = JsonNodeFactory.instance.arrayNode();
        for (Path folder : folders("soak.json")) {
            soaks.add(soak(folder));
        }
        return soaks;
    }

    static JsonNode soak(Path folder) {
        String name = folder.getFileName().toString();
        try {
            JsonNode soak = MAPPER.readTree(folder.resolve("soak.json").toFile());
            return soak instanceof ObjectNode object ? object.put("name", name)
                    : JsonNodeFactory.instance.objectNode().put("name", name).put("state", "damaged");
        } catch (IOException damaged) {
            return JsonNodeFactory.instance.objectNode().put("name", name).put("state", "damaged");
        }
    }
}
