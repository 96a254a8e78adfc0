package enospc.soak;

import enospc.check.Grade;
import enospc.plan.Fault;
import enospc.plan.Plan;
import enospc.plan.Setting;
import enospc.pool.Command;
import enospc.run.SimTarget;
import enospc.run.Target;
import enospc.world.ChosenOrder;
import enospc.world.Chooser;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// Every order of the steps of a small plan, each judged.
///
/// Two orders that lead to the same state go on in the same ways, so they go on once: this is what becomes of steps
/// that commute, and it leaves of millions of orders some thousand states (state caching, as in explicit-state model
/// checking: Holzmann, The SPIN Model Checker, 2003). A state is what the pool shows, all of it, and what each lane was
/// told so far. An order that meets a known state is still run to its end and judged; what is not judged is its
/// beginning together with each of the other ends.
///
/// Each run begins anew, with the choices that lead to where it branches off.
public final class Exhaustive {

    /// What came of it.
    ///
    /// @param orders  of the steps, counted along the states
    /// @param states  in which more than one lane could go on
    /// @param runs    that it took
    /// @param all     whether every order was tried: false if `most` came first
    /// @param grades  how many runs passed, failed, and were unknown
    /// @param claims  how many runs each claim failed in
    /// @param failing the plan, pinned to the shortest order that failed
    public record Report(BigInteger orders, long states, long runs, boolean all, Map<Grade, Long> grades,
                         SequencedMap<String, Long> claims, Optional<Plan> failing) {

        /// One line for a person.
        public String text() {
            String failed = claims.isEmpty() ? "no claim failed in any"
                    : grades.getOrDefault(Grade.FAIL, 0L) + " of the runs failed " + claims;
            return "%,d orders of steps in %,d states and %,d runs, %s; %s".formatted(orders, states, runs,
                    all ? "all tried" : "NOT all tried", failed);
        }
    }

    /// A point at which more than one lane could go on: where each choice leads.
    private static final class State {

        final State[] next;
        BigInteger orders = BigInteger.ZERO;

        State(int lanes) {
            this.next = new State[lanes];
        }
    }

    /// A choice that is still to be tried, and those before it.
    private record Branch(Branch before, State from, int choice, int length) { }

    private static final State END = new State(0);

    static {
        END.orders = BigInteger.ONE;
    }

    private final Plan plan;
    private final long most;
    private final LongConsumer progress;
    private final Map<Long, State> states = new HashMap<>();
    private final Deque<Branch> open = new ArrayDeque<>();
    private final Map<Grade, Long> grades = new TreeMap<>();
    private final SequencedMap<String, Long> claims = new TreeMap<>();
    private Optional<Plan> failing = Optional.empty();
    private long shortest = Long.MAX_VALUE;
    private State first = END;
    private long runs;

    private Exhaustive(Plan plan, long most, LongConsumer progress) {
        this.plan = timeless(plan);
        this.most = most;
        this.progress = progress;
    }

    /// @param plan     small: 2 or 3 workers with an install or two each
    /// @param most     runs, after which it gives up
    /// @param progress hears of the number of runs after each
    public static Report explore(Plan plan, long most, LongConsumer progress) {
        return new Exhaustive(plan, most, progress).report();
    }

    /// Time has no say here: sweeps of the nemesis are due at once and wait for their turn, other faults come when
    /// nobody else can go on, and the census is read at the end.
    private static Plan timeless(Plan plan) {
        List<Fault> faults = plan.faults().stream()
                .map(fault -> fault instanceof Fault.Sweep ? new Fault.Sweep(Duration.ZERO) : fault).toList();
        return new Plan(plan.version(), plan.replay(), plan.workload().with(Map.of(
                Setting.CENSUS_EVERY.key(), "0s", Setting.SCHEDULE.key(), "exhaustive")), plan.seed(), plan.images(),
                plan.workers(), faults, List.of());
    }

    private Report report() {
        Optional<Branch> next = Optional.empty();
        do {
            run(next);
            progress.accept(runs);
            next = Optional.ofNullable(open.pollFirst());
        } while (next.isPresent() && runs < most);
        boolean all = next.isEmpty();
        BigInteger orders = states.isEmpty() ? BigInteger.ONE : count(first);
        return new Report(orders, states.size(), runs, all, grades, claims, failing);
    }

    private void run(Optional<Branch> branch) {
        Walk walk = new Walk(branch);
        Target target = SimTarget.ordered(plan, walk);
        walk.target = target;
        Trial trial = Trial.of(plan, target);
        walk.arrive(END);
        runs++;
        grades.merge(trial.verdict().grade(), 1L, Long::sum);
        trial.verdict().failed().forEach(claim -> claims.merge(claim, 1L, Long::sum));
        ChosenOrder order = (ChosenOrder) target.scheduler();
        if (!trial.verdict().failed().isEmpty() && order.preemptions().size() < shortest) {
            shortest = order.preemptions().size();
            failing = Optional.of(plan.pinned(order.preemptions()));
        }
    }

    /// One run: along the branch, then wherever it is new.
    private final class Walk implements Chooser {

        private final int[] along;
        private Optional<Branch> last;
        private boolean known;
        private Target target;
        private State arrived = END;

        Walk(Optional<Branch> branch) {
            this.last = branch;
            this.along = new int[branch.map(Branch::length).orElse(0)];
            Branch at = branch.orElse(null);
            for (int i = along.length - 1; i >= 0; i--) {
                along[i] = at.choice;
                at = at.before;
            }
        }

        @Override
        public int choose(long at, List<String> ready, int still) {
            if (at < along.length) {
                return along[(int) at];
            }
            int own = Math.max(still, 0);
            if (!known) {
                meet(ready.size(), own);
            }
            return own;
        }

        private void meet(int lanes, int own) {
            long state = ((ChosenOrder) target.scheduler()).state() * 31
                    + target.eyes().run(new Command.ListAll(target.root())).hashCode();
            State old = states.get(state);
            arrive(old == null ? new State(lanes) : old);
            known = old != null;
            if (known) {
                return;
            }
            State fresh = arrived;
            states.put(state, fresh);
            Branch before = last.orElse(null);
            int length = last.map(Branch::length).orElse(0) + 1;
            for (int choice = 0; choice < lanes; choice++) {
                Branch branch = new Branch(before, fresh, choice, length);
                if (choice == own) {
                    last = Optional.of(branch);
                } else {
                    open.addLast(branch);
                }
            }
        }

        /// The last choice led there.
        private void arrive(State state) {
            if (known) {
                return;
            }
            arrived = state;
            last.ifPresentOrElse(branch -> branch.from.next[branch.choice] = state, () -> first = state);
        }
    }

    /// The number of ways from there to the end; a choice that was not tried counts as none.
    private static BigInteger count(State state) {
        if (state.orders.signum() == 0) {
            for (State next : state.next) {
                state.orders = next == null ? state.orders : state.orders.add(count(next));
            }
        }
        return state.orders;
    }
}
