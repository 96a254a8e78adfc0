package enospc.check;

import enospc.history.HistoryFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;

/// How many events a second are read, and read and judged by all claims; and the most heap that took.
///
/// `java -cp target/classes:target/test-classes:... enospc.check.ClaimsSpeed read|judge HISTORY` prints a line.
/// `-` is standard input. Once, with a cold JVM, as `stress check` does it.
public final class ClaimsSpeed {

    private ClaimsSpeed() { }

    public static void main(String[] arguments) throws IOException {
        Path history = Path.of(arguments[1]);
        long began = System.nanoTime();
        long events = arguments[0].equals("read") ? HistoryFile.read(history, _ -> { }).events()
                : Checkers.check(history, new RunFacts(0, "", "", "", List.of())).events();
        double took = (System.nanoTime() - began) / 1e9;
        double cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
        double peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1048576.0;
        System.out.printf("| %s | %,d | %.1f | %.1f | %,.0f | %.0f MB |%n", arguments[0], events, took, cpu,
                events / cpu, peak);
    }
}
