package enospc.check.linear;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/// How fast an order is found for histories of registers, and how much memory that takes beside the history.
///
/// `java -cp target/classes:target/test-classes enospc.check.linear.OrderSpeed [ROUNDS]` prints a line each: the best
/// of the rounds.
public final class OrderSpeed {

    private static final int CLIENTS = 16;

    private OrderSpeed() { }

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        System.out.println("| history | answer | seconds | ops/s | peak heap, history included |");
        System.out.println("| --- | --- | ---: | ---: | ---: |");
        for (boolean bad : new boolean[] {false, true}) {
            measure(rounds, 1000, 100_000, bad);
            measure(rounds, 10_000, 1_000_000, bad);
            measure(rounds, 10, 100_000, bad);
            measure(rounds, 1, 1000, bad);
            measure(rounds, 1, 10_000, bad);
            measure(rounds, 1, 100_000, bad);
            measure(rounds, 1, 1_000_000, bad);
        }
    }

    /// How long it takes to find an order, or that there is none, on all cores.
    ///
    /// @param bad with one read that cannot have been
    public static double seconds(int keys, int ops, boolean bad) {
        List<List<Call<Register<Integer>>>> histories = histories(keys, ops, bad);
        System.gc();
        long began = System.nanoTime();
        long broken = histories.parallelStream().filter(OrderSpeed::breaks).count();
        if (broken > 0 != bad) {
            throw new IllegalStateException(broken + " of the histories break");
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static List<List<Call<Register<Integer>>>> histories(int keys, int ops, boolean bad) {
        List<List<Call<Register<Integer>>>> histories = Registers.drawn(1, CLIENTS, keys, ops);
        if (bad) {
            histories.set(keys / 2, Registers.withABadRead(histories.get(keys / 2)));
        }
        return histories;
    }

    private static void measure(int rounds, int keys, int ops, boolean bad) {
        List<List<Call<Register<Integer>>>> histories = histories(keys, ops, bad);
        double best = Double.MAX_VALUE;
        long broken = 0;
        double peak = 0;
        for (int round = 0; round < rounds; round++) {
            System.gc();
            heap().forEach(MemoryPoolMXBean::resetPeakUsage);
            long began = System.nanoTime();
            broken = histories.parallelStream().filter(OrderSpeed::breaks).count();
            best = Math.min(best, (System.nanoTime() - began) / 1e9);
            peak = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1048576.0;
        }
        System.out.printf("| %,d ops, %,d keys, 16 clients%s | %s | %.2f | %,.0f | %.0f MB |%n", ops, keys,
                bad ? ", one bad read" : "", broken == 0 ? "fits" : "breaks", best, ops / best, peak);
    }

    private static boolean breaks(List<Call<Register<Integer>>> calls) {
        return switch (Linearizer.order(Register.beginningWith(0), Budget.USUAL, calls)) {
            case Answer.Fits<?, ?> _ -> false;
            case Answer.Breaks<?, ?> _ -> true;
            case Answer.TooMany<?, ?>(String why) -> throw new IllegalStateException(why);
        };
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
