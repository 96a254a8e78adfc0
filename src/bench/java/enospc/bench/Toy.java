package enospc.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jetbrains.lincheck.Lincheck;

/// The protocol as a toy, in Lincheck: 16 threads claim, write under a shared quota, publish, sweep and retry once.
///
/// Lincheck interleaves the JVM's own reads and writes, where we interleave steps of a pool; so the ratio says how many
/// schedules of the same story a second gives, not how fast either machine is.
final class Toy implements Row {

    static final String NAME = "the same as a toy in Lincheck 3.7";
    private static final int THREADS = 16;
    private static final int WRITES = 6;
    private static final int INVOCATIONS = 20;

    /// A pool of one quota; one call at a time.
    private static final class ToyPool {
        private final Map<String, Integer> datasets = new TreeMap<>();
        private int free = THREADS * WRITES / 2;

        synchronized boolean create(String name) {
            return datasets.putIfAbsent(name, 0) == null;
        }

        synchronized boolean write(String name) {
            if (free == 0) {
                return false;
            }
            free--;
            datasets.merge(name, 1, Integer::sum);
            return true;
        }

        synchronized void publish(String name) {
            datasets.put(name.replace(".tmp", ""), datasets.remove(name));
        }

        synchronized void destroy(String name) {
            free += datasets.remove(name);
        }

        synchronized void sweep() {
            List<String> idle = datasets.keySet().stream().filter(name -> !name.endsWith(".tmp")).toList();
            idle.forEach(this::destroy);
        }

        synchronized boolean whole() {
            return datasets.entrySet().stream().noneMatch(each -> each.getKey().endsWith(".tmp"))
                    && datasets.values().stream().allMatch(bytes -> bytes == WRITES)
                    && free == THREADS * WRITES / 2 - datasets.values().stream().mapToInt(each -> each).sum();
        }
    }

    private static void install(ToyPool pool, String key) {
        pool.sweep();
        String staging = key + ".tmp";
        pool.create(staging);
        boolean whole = copy(pool, staging);
        if (!whole) {
            pool.sweep();
            pool.destroy(staging);
            pool.create(staging);
            whole = copy(pool, staging);
        }
        if (whole) {
            pool.publish(staging);
        } else {
            pool.destroy(staging);
        }
    }

    private static boolean copy(ToyPool pool, String staging) {
        for (int i = 0; i < WRITES; i++) {
            if (!pool.write(staging)) {
                return false;
            }
        }
        return true;
    }

    private static void race() {
        ToyPool pool = new ToyPool();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String key = "k" + i;
            threads.add(new Thread(() -> install(pool, key)));
        }
        threads.sort(Comparator.comparing(Thread::getName));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        if (!pool.whole()) {
            throw new IllegalStateException("the toy is broken");
        }
    }

    /// A call takes some seconds before its first schedule; that is taken off by a call of one.
    @Override
    public void measure(Consumer<Figure> table) {
        seconds(1);
        double[] rates = new double[3];
        for (int round = 0; round < rates.length; round++) {
            double alone = seconds(1);
            rates[round] = INVOCATIONS / Math.max(0.1, seconds(1 + INVOCATIONS) - alone);
        }
        table.accept(Figure.of(NAME, "runs/s", "", "", rates));
    }

    private static double seconds(int invocations) {
        long began = System.nanoTime();
        Lincheck.runConcurrentTest(invocations, Toy::race);
        return (System.nanoTime() - began) / 1e9;
    }
}
