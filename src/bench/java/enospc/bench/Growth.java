package enospc.bench;

import enospc.check.Checkers;
import enospc.check.RunFacts;
import enospc.history.Event;
import enospc.history.HistoryWriter;
import enospc.plan.Plan;
import enospc.plan.Workload;
import enospc.run.Run;
import enospc.run.SimTarget;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// How time and memory grow with what is asked for: y is about x to the power of the exponent, fitted by least squares.
final class Growth implements Row {

    /// A size that took longer than this is the last of its row.
    private static final double ENOUGH_SECONDS = 12;

    private record Point(double x, double seconds, double megabytes) { }

    private interface Work {
        void at(int x) throws IOException;
    }

    @Override
    public void measure(Consumer<Figure> table) throws IOException {
        for (int i = 0; i < 20; i++) {
            simulate(Plans.SMALL);
        }
        Map<String, String> small = Map.of("rounds", "1", "image-size", "16K..64K", "stagger", "20s");
        grow(table, "workers", x -> simulate(Plans.race(small).with(Map.of("workers", "" + x))),
                4, 16, 64, 256, 1024, 4096);
        grow(table, "images", x -> simulate(Plans.race(small).with(Map.of("images", "" + x))),
                10, 100, 1000, 10_000, 100_000);
        grow(table, "events of a history, read and checked", Growth::readAndCheck,
                10_000, 100_000, 1_000_000, 10_000_000);
    }

    private static void grow(Consumer<Figure> table, String what, Work work, int... sizes) throws IOException {
        List<Point> points = new ArrayList<>();
        for (int x : sizes) {
            Point point = measure(x, work);
            points.add(point);
            table.accept(Figure.of(what + ": " + Figure.text(x), "s", "", "", point.seconds));
            table.accept(Figure.of(what + ": " + Figure.text(x) + ", peak heap", "MB", "", "", point.megabytes));
            if (point.seconds > ENOUGH_SECONDS) {
                break;
            }
        }
        List<Point> large = points.subList(Math.max(0, points.size() - 3), points.size());
        table.accept(Figure.of(what + ": exponent of time, largest three", "", "", "",
                exponent(large.stream().mapToDouble(Point::x).toArray(),
                        large.stream().mapToDouble(Point::seconds).toArray())));
        table.accept(Figure.of(what + ": exponent of memory, largest three", "", "", "",
                exponent(large.stream().mapToDouble(Point::x).toArray(),
                        large.stream().mapToDouble(Point::megabytes).toArray())));
    }

    private static Point measure(int x, Work work) throws IOException {
        System.gc();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            pool.resetPeakUsage();
        }
        long began = System.nanoTime();
        work.at(x);
        double seconds = (System.nanoTime() - began) / 1e9;
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return new Point(x, seconds, bytes / 1e6);
    }

    private static double exponent(double[] xs, double[] ys) {
        double n = xs.length;
        double sumX = 0;
        double sumY = 0;
        double sumXX = 0;
        double sumXY = 0;
        for (int i = 0; i < xs.length; i++) {
            double x = Math.log(xs[i]);
            double y = Math.log(ys[i]);
            sumX += x;
            sumY += y;
            sumXX += x * x;
            sumXY += x * y;
        }
        return (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
    }

    /// Judged while it goes; its history is not kept, as a soak does not.
    private static void simulate(Workload workload) {
        Plan plan = Plans.plan(workload, 1);
        Checkers checkers = new Checkers();
        new Run(plan, SimTarget.of(plan), checkers::see).carryOut();
        verdict(checkers);
    }

    /// A run of as many rounds as make so many events; its file is written before, so only the rest is the history's.
    private static void readAndCheck(int events) throws IOException {
        Path file = Files.createTempFile("bench", ".jsonl");
        try {
            Plan plan = Plans.plan(Plans.race(Map.of("rounds", "" + events / 400, "image-size", "16K..64K")), 1);
            try (HistoryWriter writer = new HistoryWriter(file, false)) {
                long[] left = {events};
                new Run(plan, SimTarget.of(plan), event -> write(writer, event, left)).carryOut();
            }
            Checkers.check(file, new RunFacts(1, "bench", "", "bench", List.of()));
        } finally {
            Files.delete(file);
        }
    }

    private static void write(HistoryWriter writer, Event event, long[] left) {
        if (left[0]-- > 0) {
            writer.write(event);
        } else {
            Thread.currentThread().interrupt();           // that is enough: the run is cut here
        }
    }

    private static void verdict(Checkers checkers) {
        if (!checkers.verdict(new RunFacts(1, "bench", "", "bench", List.of())).failed().isEmpty()) {
            throw new IllegalStateException("a run that should pass failed");
        }
    }

    @Override
    public List<String> jvm() {
        return List.of("-XX:+UseSerialGC", "-Xmx4g");
    }
}
