package enospc.bench;

import java.util.List;
import java.util.function.Consumer;

/// One thing to measure, in a JVM of its own: one class each, listed in [Bench#ROWS].
interface Row {

    /// Measures, warm-up included, and hands over each figure as soon as it is there.
    ///
    /// @throws Exception what went wrong; the table then has a line that says so
    void measure(Consumer<Figure> table) throws Exception;

    /// Options of the JVM that it runs in, beside the class path.
    default List<String> jvm() {
        return List.of("-XX:+UseSerialGC", "-Xmx2g");
    }
}
