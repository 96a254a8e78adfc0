package enospc.bench;

import com.sun.management.ThreadMXBean;
import enospc.check.Checkers;
import enospc.check.RunFacts;
import enospc.history.Event;
import enospc.plan.Plan;
import enospc.run.Run;
import enospc.run.SimTarget;
import enospc.soak.Trial;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What a step costs, part by part: the same seeds with more and more of the work done.
final class Parts implements Row {

    private static final RunFacts FACTS = new RunFacts(0, "bench", "", "bench", List.of());

    private long seed;
    private final List<Plan> plans = new ArrayList<>();
    private final List<List<Event>> histories = new ArrayList<>();

    @Override
    public void measure(Consumer<Figure> table) {
        for (int i = 0; i < 256; i++) {
            Plan plan = Plans.plan(Plans.SMALL, i);
            List<Event> history = new ArrayList<>();
            new Run(plan, SimTarget.of(plan), history::add).carryOut();
            plans.add(plan);
            histories.add(history);
        }
        String all = "a step, all in all";
        Rounds.rate(15, this::whole);                     // until the second compiler has had its say
        double steps = histories.stream().flatMap(List::stream).filter(Event::begins).count() / 256.0;
        table.accept(Figure.of("steps of a run", "steps", "", "", steps));
        double whole = nanos(table, all, "", steps, this::whole);
        table.accept(Figure.of("allocated by a run", "KB", "", "", kilobytes(200)));
        nanos(table, "of it planning", all, steps, () -> Plans.plan(Plans.SMALL, seed++).workers().size());
        nanos(table, "of it lanes, model, protocol, recording", all, steps, this::simulate);
        nanos(table, "of it checking", all, steps, this::judge);
        table.accept(Figure.of("steps, planned, recorded and checked", "steps/s", "", "", 1e9 / whole));
    }

    private double nanos(Consumer<Figure> table, String name, String baseline, double steps, LongSupplier work) {
        double[] rates = Rounds.rates(2, () -> {
            work.getAsLong();
            return 1;
        });
        double[] nanos = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            nanos[i] = 1e9 / rates[i] / steps;
        }
        Figure figure = Figure.of(name, "ns", baseline, "", nanos);
        table.accept(figure);
        return figure.median();
    }

    /// Of one run, on average; the same on a busy machine as on a quiet one.
    private double kilobytes(int runs) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < runs; i++) {
            whole();
        }
        return (thread.getCurrentThreadAllocatedBytes() - before) / 1e3 / runs;
    }

    private int next() {
        return (int) (seed++ % plans.size());
    }

    private long whole() {
        return Trial.of(Plans.plan(Plans.SMALL, next())).history().size();
    }

    private long simulate() {
        Plan plan = plans.get(next());
        List<Event> history = new ArrayList<>();
        new Run(plan, SimTarget.of(plan), history::add).carryOut();
        return history.size();
    }

    private long judge() {
        return Checkers.check(histories.get(next()), FACTS).events();
    }
}
