package enospc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import enospc.history.Event;
import enospc.history.HistoryFile;
import enospc.history.HistoryWriter;
import enospc.history.Value;
import enospc.soak.Trial;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Events a second into a history file and out of it, beside Jackson's own trees for the same lines; and megabytes, by
/// what an event is: a reading of the pool is a line of kilobytes, a step one of 150 bytes.
final class Histories implements Row {

    private static final String TREE_IN = "the same lines as Jackson trees, read";
    private static final String TREE_OUT = "the same lines as Jackson trees, written";

    @Override
    public void measure(Consumer<Figure> table) throws IOException {
        List<Event> events = new ArrayList<>();
        for (long seed = 0; events.size() < 50_000; seed++) {
            long began = events.isEmpty() ? 0 : events.getLast().time();
            for (Event each : Trial.of(Plans.plan(Plans.SMALL, seed)).history()) {
                events.add(new Event(events.size(), began + each.time(), each.process(), each.type(), each.f(),
                        each.value(), each.error(), each.op()));
            }
        }
        Path file = Files.createTempFile("bench", ".jsonl");
        try {
            write(file, events, false);
            List<JsonNode> trees = trees(file);
            table.accept(Figure.of(TREE_OUT, "events/s", "", "", Rounds.rates(1, () -> writeTrees(file, trees))));
            table.accept(Figure.of("a history written, simulated run", "events/s", TREE_OUT, "",
                    Rounds.rates(1, () -> write(file, events, false))));
            table.accept(Figure.of("a history written line by line, real target", "events/s", TREE_OUT, "500,000",
                    Rounds.rates(1, () -> write(file, events, true))));
            table.accept(Figure.of(TREE_IN, "events/s", "", "", Rounds.rates(1, () -> trees(file).size())));
            table.accept(Figure.of("a history read", "events/s", TREE_IN, "1,000,000",
                    Rounds.rates(1, () -> read(file))));
            table.accept(Figure.of("its mean event", "bytes", "", "", Files.size(file) / (double) events.size()));
            parts(table, file, "readings of the pool", events.stream().filter(Histories::isReading).toList());
            parts(table, file, "all other events", events.stream().filter(event -> !isReading(event)).toList());
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isReading(Event event) {
        return switch (event.value()) {
            case Value.Found(var datasets) -> !datasets.isEmpty();
            case Value.Census(_, var datasets, _) -> !datasets.isEmpty();
            default -> false;
        };
    }

    private static void parts(Consumer<Figure> table, Path file, String what, List<Event> some) throws IOException {
        List<Event> events = new ArrayList<>();
        some.forEach(each -> events.add(new Event(events.size(), each.time(), each.process(), each.type(), each.f(),
                each.value(), each.error(), each.op())));
        write(file, events, false);
        double bytes = Files.size(file);
        table.accept(Figure.of("of it " + what, "bytes each", "", "", bytes / events.size()));
        table.accept(Figure.of("of it " + what + ", written", "MB/s", "", "", megabytes(bytes / events.size(),
                Rounds.rates(1, () -> write(file, events, false)))));
        table.accept(Figure.of("of it " + what + ", read", "MB/s", "", "", megabytes(bytes / events.size(),
                Rounds.rates(1, () -> read(file)))));
    }

    private static double[] megabytes(double bytesEach, double[] rates) {
        return Arrays.stream(rates).map(rate -> rate * bytesEach / 1e6).toArray();
    }

    private static long write(Path file, List<Event> events, boolean lineByLine) {
        try (HistoryWriter writer = new HistoryWriter(file, lineByLine)) {
            events.forEach(writer::write);
        }
        return events.size();
    }

    private static long read(Path file) {
        try {
            HistoryFile.Reading reading = HistoryFile.read(file, _ -> { });
            if (!reading.damage().isEmpty()) {
                throw new IllegalStateException(reading.damage());
            }
            return reading.events();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<JsonNode> trees(Path file) {
        JsonMapper mapper = new JsonMapper();
        List<JsonNode> trees = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                trees.add(mapper.readTree(line));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return trees;
    }

    private static long writeTrees(Path file, List<JsonNode> trees) {
        JsonMapper mapper = new JsonMapper();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
            for (JsonNode tree : trees) {
                out.write(mapper.writeValueAsBytes(tree));
                out.write('\n');
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return trees.size();
    }
}
