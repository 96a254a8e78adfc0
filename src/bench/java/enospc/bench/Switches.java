package enospc.bench;

import enospc.world.Seed;
import enospc.world.VirtualTime;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// A switch from lane to lane in virtual time, and a wait that costs none, beside threads that hand on a baton. By JMH.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Switches implements Row {

    private static final int LANES = 16;
    private static final int TURNS = 1000;
    private static final int BATONS = 100;
    private static final String THREADS = "a baton between two threads";

    @Benchmark
    @OperationsPerInvocation(LANES * TURNS)
    public boolean lanes() {
        VirtualTime time = new VirtualTime(new Seed(1), Long.MAX_VALUE);
        return time.run(bodies(() -> {
            for (int turn = 0; turn < TURNS; turn++) {
                time.sleepNanos(10);
            }
        }));
    }

    @Benchmark
    @OperationsPerInvocation(LANES * TURNS)
    public boolean conditions() {
        VirtualTime time = new VirtualTime(new Seed(1), Long.MAX_VALUE);
        return time.run(bodies(() -> {
            long[] left = {TURNS};
            time.sleepWhile(() -> left[0]-- > 0 ? time.nanos() + 10 : time.nanos());
        }));
    }

    @Benchmark
    @OperationsPerInvocation(2 * BATONS)
    public void threads() throws InterruptedException {
        SynchronousQueue<Integer> there = new SynchronousQueue<>();
        SynchronousQueue<Integer> back = new SynchronousQueue<>();
        Thread other = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < BATONS; i++) {
                    back.put(there.take());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < BATONS; i++) {
            there.put(i);
            back.take();
        }
        other.join();
    }

    private static SequencedMap<String, Runnable> bodies(Runnable body) {
        SequencedMap<String, Runnable> bodies = new LinkedHashMap<>();
        for (int lane = 0; lane < LANES; lane++) {
            bodies.put("w" + lane, body);
        }
        return bodies;
    }

    @Override
    public void measure(Consumer<Figure> table) throws RunnerException {
        for (RunResult result : new Runner(new OptionsBuilder().include(Switches.class.getName()).forks(0)
                .warmupIterations(3).warmupTime(TimeValue.seconds(1)).measurementIterations(5)
                .measurementTime(TimeValue.seconds(1)).verbosity(org.openjdk.jmh.runner.options.VerboseMode.SILENT)
                .build()).run()) {
            double[] nanos = result.getAggregatedResult().getIterationResults().stream()
                    .mapToDouble(each -> each.getPrimaryResult().getScore()).toArray();
            table.accept(figure(result.getPrimaryResult().getLabel(), nanos));
        }
    }

    private static Figure figure(String benchmark, double[] nanos) {
        return switch (benchmark) {
            case "threads" -> Figure.of(THREADS, "ns", "", "", nanos);
            case "lanes" -> Figure.of("a switch between 16 lanes", "ns", THREADS, "200", nanos);
            default -> Figure.of("a wait of a lane without a switch", "ns", THREADS, "", nanos);
        };
    }
}
