package enospc.bench;

import enospc.check.Checkers;
import enospc.check.LongRun;
import enospc.check.RunFacts;
import enospc.check.linear.OrderSpeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A history judged by all claims, as `stress check` does it, and orders found for the ops on registers.
final class Checks implements Row {

    private static final RunFacts FACTS = new RunFacts(1, "bench", "", "bench", List.of());
    private static final int ROUNDS = 3;

    /// The next size, ten times as large, is left out if it would take longer than this.
    private static final double ENOUGH_SECONDS = 60;

    @Override
    public void measure(Consumer<Figure> table) throws IOException {
        check(100_000);                                   // warms up
        Curve curve = new Curve("events of a history, read and judged by all claims", table);
        double seconds = 0;
        for (int events : new int[] {10_000, 100_000, 1_000_000, 10_000_000}) {
            if (10 * seconds > ENOUGH_SECONDS) {
                break;
            }
            Path file = history();
            try {
                long count = LongRun.write(events, file);
                seconds = curve.add(events, () -> Checkers.check(file, FACTS));
                table.accept(Figure.of(Figure.text(events) + " events, each judged by all claims", "events/s", "",
                        events >= 1_000_000 ? "1,000,000" : "", count / seconds));
            } finally {
                Files.delete(file);
            }
        }
        curve.end();
        for (boolean bad : new boolean[] {false, true}) {
            order(table, 10_000, 1_000_000, bad, bad ? "" : "1,000,000 ops/s");
            order(table, 1, 100_000, bad, bad ? "under 5 s" : "30,000 ops/s");
        }
    }

    private static void check(int events) throws IOException {
        Path file = history();
        LongRun.write(events, file);
        Checkers.check(file, FACTS);
        Files.delete(file);
    }

    private static Path history() throws IOException {
        return Files.createTempFile(Path.of("target"), "bench", ".jsonl");
    }

    private static void order(Consumer<Figure> table, int keys, int ops, boolean bad, String aim) {
        double[] rates = new double[ROUNDS];
        double seconds = 0;
        for (int round = 0; round < ROUNDS; round++) {
            seconds = OrderSpeed.seconds(keys, ops, bad);
            rates[round] = ops / seconds;
        }
        String name = Figure.text(ops) + " ops of 16 clients on " + (keys == 1 ? "one register" : Figure.text(keys)
                + " registers") + (bad ? ", one bad read: refuted" : ": an order found");
        table.accept(Figure.of(name, "ops/s", "", aim, rates));
    }

    @Override
    public List<String> jvm() {
        return List.of("-XX:+UseParallelGC", "-Xmx2g");
    }
}
