package enospc.check;

import enospc.history.HistoryFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;

/// How many events a second are read, and read and judged by all claims; and the most heap that took.
///
/// `java -cp target/classes:target/test-classes:... enospc.check.ClaimsSpeed read|judge HISTORY [ROUNDS]` prints a line
/// a round; the first one is with a cold JVM, as `stress check` does it. `-` is standard input.
public final class ClaimsSpeed {

    private ClaimsSpeed() { }

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        for (int round = 0; round < rounds; round++) {
            measure(arguments[0], Path.of(arguments[1]));
        }
    }

    private static void measure(String what, Path history) throws IOException {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();   // the core's time: others may be on it as well
        long cpuBegan = thread.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        long events = what.equals("read") ? HistoryFile.read(history, _ -> { }).events()
                : Checkers.check(history, new RunFacts(0, "", "", "", List.of())).events();
        double took = (System.nanoTime() - began) / 1e9;
        double cpu = (thread.getCurrentThreadCpuTime() - cpuBegan) / 1e9;
        double peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1048576.0;
        System.out.printf("| %s | %,d | %.1f | %.1f | %,.0f | %.0f MB |%n", what, events, took, cpu,
                events / cpu, peak);
    }
}
