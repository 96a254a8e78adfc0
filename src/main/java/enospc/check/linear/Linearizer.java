package enospc.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Whether calls that overlapped can be put in an order, each between its begin and its end, that a model allows.
///
/// All orders are followed at once, from one end of a call to the next. A configuration is a state and which of the
/// open calls are placed already; once a call has ended it is placed everywhere, and forgotten. Four rules keep the
/// configurations few, and lose no order:
///
/// - a call is placed when another one's end needs it, never sooner;
/// - but one that only reads is placed as soon as it fits, as it spoils no later choice;
/// - of equal calls that are open the one that ends first goes first;
/// - a lost call need never happen: what can be had without it is not followed with it as well.
public final class Linearizer<S, C> implements Order<S, C> {

    private static final int NODES_MIN = 1 << 10;

    private final Model<S, C> model;
    private final Budget budget;
    private final Graph<S, C> graph;
    private final Slots<C> slots = new Slots<>();
    private final List<Call<C>> toBegin = new ArrayList<>();
    private final List<Call<C>> toEnd = new ArrayList<>();
    /// How many lost calls of each kind have begun.
    private final SequencedMap<Integer, Integer> lost = new TreeMap<>();
    private Configurations now = new Configurations();
    private Configurations next = new Configurations();
    private final Configurations seen = new Configurations();
    private final Fitting fitting = new Fitting();
    private long steps;
    private Optional<Answer<S, C>> stopped = Optional.empty();

    public Linearizer(Model<S, C> model, Budget budget) {
        this(model, budget, model.starts());
    }

    /// @param starts states to begin in
    public Linearizer(Model<S, C> model, Budget budget, Set<S> starts) {
        this.model = model;
        this.budget = budget;
        this.graph = new Graph<>(model);
        starts.forEach(state -> now.add(0, graph.start(state)));
    }

    /// Begins a new history, as if this were a new search: what it has learnt of the model is kept.
    ///
    /// @param starts states to begin in
    /// @throws IllegalStateException unless it is idle
    public void beginAgain(Set<S> starts) {
        if (!idle()) {
            throw new IllegalStateException("the search before is not at its end");
        }
        now.clear();
        starts.forEach(state -> now.add(0, graph.start(state)));
        steps = 0;
    }

    /// @param calls in any order
    public static <S, C> Answer<S, C> order(Model<S, C> model, Budget budget, Iterable<Call<C>> calls) {
        Linearizer<S, C> linearizer = new Linearizer<>(model, budget);
        calls.forEach(linearizer::add);
        linearizer.settle(Call.NEVER);
        return linearizer.answer();
    }

    @Override
    public void add(Call<C> call) {
        if (stopped.isPresent() || call.lost() && model.reads(call.what())) {
            return;
        }
        toBegin.add(call);
        if (!call.lost()) {
            toEnd.add(call);
        }
    }

    @Override
    public void settle(long before) {
        toBegin.sort(Comparator.comparingLong(Call::begin));
        toEnd.sort(Comparator.comparingLong(Call::end));
        int begun = 0;
        int ended = 0;
        while (stopped.isEmpty() && ended < toEnd.size() && toEnd.get(ended).end() < before) {
            Call<C> ending = toEnd.get(ended++);
            while (stopped.isEmpty() && begun < toBegin.size() && toBegin.get(begun).begin() < ending.end()) {
                begin(toBegin.get(begun++));
            }
            if (stopped.isEmpty()) {
                end(ending);
            }
        }
        toBegin.subList(0, stopped.isEmpty() ? begun : toBegin.size()).clear();
        toEnd.subList(0, stopped.isEmpty() ? ended : toEnd.size()).clear();
    }

    @Override
    public Answer<S, C> answer() {
        return stopped.orElseGet(() -> new Answer.Fits<>(states()));
    }

    @Override
    public int pending() {
        return toEnd.size();
    }

    private void begin(Call<C> call) {
        int kind = graph.kind(call.what());
        if (call.lost()) {
            lost.merge(kind, 1, Integer::sum);
        } else if (!slots.open(call, kind, model.reads(call.what()))) {
            stop(new Answer.TooMany<>("more than " + Slots.MAX + " were open at once"));
        }
    }

    private void stop(Answer<S, C> answer) {
        stopped = Optional.of(answer);
    }

    private void end(Call<C> call) {
        int slot = slots.slotOf(call);
        follow(1L << slot);
        if (stopped.isPresent()) {
            return;
        }
        if (next.size() == 0) {
            stop(new Answer.Breaks<>(call, states()));
            return;
        }
        slots.close(slot);
        Configurations old = now;
        now = lost.isEmpty() ? next : withoutCostly(next);
        next = now == old ? next : old;
        forget();
    }

    /// Puts into `next` what can be after the end of the call with this bit.
    private void follow(long bit) {
        fitting.begin();
        next.clear();
        seen.clear();
        for (int i = 0; i < now.size(); i++) {
            reach(now.placed(i), now.node(i), bit);
        }
        for (int i = 0; i < seen.size(); i++) {
            if (seen.size() + next.size() > budget.configurations()) {
                stop(new Answer.TooMany<>("more than " + budget.configurations() + " orders were possible at once"));
                return;
            }
            if (steps > budget.steps()) {
                stop(new Answer.TooMany<>("more than " + budget.steps() + " steps were tried"));
                return;
            }
            leave(seen.placed(i), seen.node(i), bit);
        }
    }

    private void leave(long placed, int node, long bit) {
        for (long left = slots.writing() & ~placed; left != 0; left &= left - 1) {
            int slot = Long.numberOfTrailingZeros(left);
            steps++;
            if (slots.due(slot, placed)) {
                int to = graph.after(node, slots.kind(slot));
                if (to != Graph.IMPOSSIBLE) {
                    reach(placed | 1L << slot, to, bit);
                }
            }
        }
        if (!lost.isEmpty()) {
            lost.forEach((kind, count) -> spend(placed, node, kind, count, bit));
        }
    }

    private void spend(long placed, int node, int kind, int count, long bit) {
        steps++;
        if (graph.node(node).spent(kind) < count && !slots.waits(kind, placed)) {
            int to = graph.spending(node, kind);
            if (to != Graph.IMPOSSIBLE && !isCostly(seen, placed | fitting.in(to), to)) {
                reach(placed, to, bit);
            }
        }
    }

    private void reach(long placed, int node, long bit) {
        long settled = placed | fitting.in(node);
        if ((settled & bit) != 0) {
            next.add(settled & ~bit, node);
        } else {
            seen.add(settled, node);
        }
    }

    private boolean isCostly(Configurations among, long placed, int node) {
        for (int cheaper : graph.cheaper(node)) {
            if (among.contains(placed, cheaper)) {
                return true;
            }
        }
        return false;
    }

    private Configurations withoutCostly(Configurations all) {
        Configurations kept = new Configurations();
        for (int i = 0; i < all.size(); i++) {
            if (!isCostly(all, all.placed(i), all.node(i))) {
                kept.add(all.placed(i), all.node(i));
            }
        }
        return kept;
    }

    /// Keeps only the nodes that are in use, once there are many others.
    private void forget() {
        if (graph.size() > Math.max(NODES_MIN, 4 * now.size())) {
            int[] renumbered = graph.keep(IntStream.range(0, now.size()).map(now::node).toArray());
            next.clear();
            for (int i = 0; i < now.size(); i++) {
                next.add(now.placed(i), renumbered[now.node(i)]);
            }
            Configurations old = now;
            now = next;
            next = old;
        }
    }

    /// Whether everything taken so far is settled, and nothing is left that might happen later.
    public boolean idle() {
        return toBegin.isEmpty() && toEnd.isEmpty() && lost.isEmpty() && stopped.isEmpty();
    }

    private Set<S> states() {
        Set<S> states = new LinkedHashSet<>();
        for (int i = 0; i < now.size(); i++) {
            states.add(graph.node(now.node(i)).state());
        }
        return states;
    }

    /// Which of the open calls that only read fit in a node; found out once a node, as long as the same calls are open.
    private final class Fitting {

        private long[] slotsIn = new long[16];
        private int[] known = new int[16];
        private int round;

        void begin() {
            round++;
        }

        long in(int node) {
            if (node >= known.length) {
                slotsIn = Arrays.copyOf(slotsIn, 2 * node);
                known = Arrays.copyOf(known, 2 * node);
            }
            if (known[node] != round) {
                known[node] = round;
                slotsIn[node] = find(node);
            }
            return slotsIn[node];
        }

        private long find(int node) {
            long fit = 0;
            for (long left = slots.reading(); left != 0; left &= left - 1) {
                int slot = Long.numberOfTrailingZeros(left);
                fit |= graph.after(node, slots.kind(slot)) == Graph.IMPOSSIBLE ? 0 : 1L << slot;
            }
            return fit;
        }
    }
}
