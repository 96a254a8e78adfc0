package enospc.soak;

import enospc.history.Event;
import enospc.history.HistoryWriter;
import enospc.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A simulated run repeated from its plan and held against its history, byte by byte.
///
/// @param difference where the two part, or empty if they are the same
public record Replay(Trial trial, Optional<Difference> difference) {

    /// @param line  counted from 1
    /// @param was   the line in the old history, empty behind its end
    /// @param now   the line that the repetition wrote, empty behind its end
    public record Difference(long line, String was, String now) { }

    /// @param history of the run that had this plan; one that was cut agrees if it is the beginning of the new one
    /// @throws UncheckedIOException if it cannot be read, or there is no room for the second one
    public static Replay of(Plan plan, Path history) {
        Trial trial = Trial.of(plan);
        try {
            Path fresh = Files.createTempFile("stress-replay", ".jsonl");
            try {
                write(fresh, trial.history());
                return new Replay(trial, difference(history, fresh));
            } finally {
                Files.delete(fresh);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot compare with " + history, refused);
        }
    }

    private static void write(Path path, List<Event> history) {
        try (HistoryWriter writer = new HistoryWriter(path, false)) {
            history.forEach(writer::write);
        }
    }

    private static Optional<Difference> difference(Path was, Path now) throws IOException {
        long at = Files.mismatch(was, now);
        if (at < 0 || at == Files.size(was) && at > 0) {
            return Optional.empty();
        }
        try (Stream<String> left = Files.lines(was); Stream<String> right = Files.lines(now)) {
            var mine = left.iterator();
            var other = right.iterator();
            for (long line = 1; ; line++) {
                String one = mine.hasNext() ? mine.next() : "";
                String two = other.hasNext() ? other.next() : "";
                if (!one.equals(two) || one.isEmpty()) {
                    return Optional.of(new Difference(line, one, two));
                }
            }
        }
    }
}
