package enospc.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// How time and memory grow with one size: y is about x to the power of the exponent, fitted by least squares.
final class Curve {

    private static final int FITTED = 3;

    private record Point(double x, double seconds, double megabytes) { }

    interface Work {
        void run() throws IOException;
    }

    private final String what;
    private final Consumer<Figure> table;
    private final List<Point> points = new ArrayList<>();

    /// @param what the size, such as `workers`
    Curve(String what, Consumer<Figure> table) {
        this.what = what;
        this.table = table;
    }

    /// @return seconds
    double add(int x, Work work) throws IOException {
        Point point = measure(x, work);
        points.add(point);
        table.accept(Figure.of(what + ": " + Figure.text(x), "s", "", "", point.seconds));
        table.accept(Figure.of(what + ": " + Figure.text(x) + ", peak heap", "MB", "", "", point.megabytes));
        return point.seconds;
    }

    /// Nothing more is added.
    void end() {
        table.accept(Figure.of(what + ": exponent of time, largest three", "", "", "", exponent(Point::seconds)));
        table.accept(Figure.of(what + ": exponent of memory, largest three", "", "", "", exponent(Point::megabytes)));
    }

    private static Point measure(int x, Work work) throws IOException {
        System.gc();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            pool.resetPeakUsage();
        }
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return new Point(x, seconds, bytes / 1e6);
    }

    private double exponent(ToDoubleFunction<Point> what) {
        List<Point> large = points.subList(Math.max(0, points.size() - FITTED), points.size());
        double sumX = 0;
        double sumY = 0;
        double sumXX = 0;
        double sumXY = 0;
        for (Point point : large) {
            double x = Math.log(point.x);
            double y = Math.log(what.applyAsDouble(point));
            sumX += x;
            sumY += y;
            sumXX += x * x;
            sumXY += x * y;
        }
        double n = large.size();
        return (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
    }
}
