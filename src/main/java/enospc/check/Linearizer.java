package enospc.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether calls that overlapped can be put in an order, each between its begin and its end, that a model allows.
///
/// All orders are followed at once, from one end of a call to the next. A configuration is a state and the open calls
/// that are placed already; once a call has ended and is placed everywhere, it is forgotten. A call that only reads
/// gets its place as soon as it fits: that can never spoil a later choice. (A write of what is there already might be
/// needed later, after a swap.)
final class Linearizer<S, C> {

    /// More than this are not followed: the answer is unknown.
    static final int CONFIGURATIONS_MAX = 100_000;

    /// More calls that are open at once do not fit into a configuration.
    static final int OPEN_MAX = 62;

    /// @param begin index of the invocation
    /// @param end   index of the end, or [#NEVER] for a call of which nobody knows whether it happened
    record Call<C>(C what, long begin, long end) {

        static final long NEVER = Long.MAX_VALUE;
    }

    /// What came of it.
    sealed interface Answer<S, C> {
        /// There is an order; these are the states that it may end in.
        record Fits<S, C>(Set<S> ends) implements Answer<S, C> { }

        /// The calls up to `call` fit, and this one cannot be placed in any of the states.
        record Breaks<S, C>(Call<C> call, Set<S> states) implements Answer<S, C> { }

        /// There was too much to follow.
        record TooMany<S, C>(String why) implements Answer<S, C> { }
    }

    /// @param placed bits of the slots of open calls that have happened
    private record Configuration<S>(S state, long placed) { }

    private final Model<S, C> model;
    private final List<Optional<Call<C>>> slots = new ArrayList<>();
    private Set<Configuration<S>> configurations = new LinkedHashSet<>();

    private Linearizer(Model<S, C> model, Set<S> starts) {
        this.model = model;
        starts.forEach(state -> configurations.add(new Configuration<>(state, 0)));
    }

    /// @param starts states to begin in
    /// @param calls  in any order
    static <S, C> Answer<S, C> order(Model<S, C> model, Set<S> starts, List<Call<C>> calls) {
        return new Linearizer<>(model, starts).order(calls);
    }

    private Answer<S, C> order(List<Call<C>> calls) {
        List<Call<C>> byBegin = calls.stream().sorted(Comparator.comparingLong(Call::begin)).toList();
        List<Call<C>> byEnd = calls.stream().filter(call -> call.end < Call.NEVER)
                .sorted(Comparator.comparingLong(Call::end)).toList();
        int begun = 0;
        for (Call<C> ending : byEnd) {
            while (begun < byBegin.size() && byBegin.get(begun).begin < ending.end) {
                if (!open(byBegin.get(begun++))) {
                    return new Answer.TooMany<>("more than " + OPEN_MAX + " were open at once");
                }
            }
            Set<Configuration<S>> before = configurations;
            if (!close(slots.indexOf(Optional.of(ending)))) {
                return new Answer.TooMany<>("more than " + CONFIGURATIONS_MAX + " orders were possible");
            }
            if (configurations.isEmpty()) {
                return new Answer.Breaks<>(ending, states(before));
            }
        }
        return new Answer.Fits<>(states(configurations));
    }

    private Set<S> states(Set<Configuration<S>> of) {
        Set<S> states = new LinkedHashSet<>();
        of.forEach(configuration -> states.add(configuration.state));
        return states;
    }

    /// @return false if there is no slot left
    private boolean open(Call<C> call) {
        int free = slots.indexOf(Optional.<Call<C>>empty());
        if (free >= 0) {
            slots.set(free, Optional.of(call));
        } else {
            slots.add(Optional.of(call));
        }
        return slots.size() <= OPEN_MAX;
    }

    /// Goes on with what can have happened up to the end of the call in this slot, and frees the slot.
    ///
    /// @return false if there are too many configurations
    private boolean close(int slot) {
        long bit = 1L << slot;
        Set<Configuration<S>> seen = new HashSet<>();
        Set<Configuration<S>> ended = new LinkedHashSet<>();
        Deque<Configuration<S>> todo = new ArrayDeque<>();
        configurations.forEach(configuration -> todo.add(settled(configuration)));
        while (!todo.isEmpty()) {
            Configuration<S> next = todo.poll();
            if (!seen.add(next)) {
                continue;
            }
            if (seen.size() > CONFIGURATIONS_MAX) {
                return false;
            }
            if ((next.placed & bit) != 0) {
                ended.add(new Configuration<>(next.state, next.placed & ~bit));
            } else {
                successors(next).forEach(todo::add);
            }
        }
        configurations = ended;
        slots.set(slot, Optional.empty());
        return true;
    }

    /// With every open call placed that fits the state and only reads it.
    private Configuration<S> settled(Configuration<S> configuration) {
        long placed = configuration.placed;
        for (int slot = 0; slot < slots.size(); slot++) {
            if (slots.get(slot).filter(call -> model.reads(call.what)).isPresent()
                    && after(configuration.state, placed, slot).isPresent()) {
                placed |= 1L << slot;
            }
        }
        return new Configuration<>(configuration.state, placed);
    }

    private List<Configuration<S>> successors(Configuration<S> configuration) {
        List<Configuration<S>> successors = new ArrayList<>();
        for (int slot = 0; slot < slots.size(); slot++) {
            long bit = 1L << slot;
            after(configuration.state, configuration.placed, slot).ifPresent(state ->
                    successors.add(settled(new Configuration<>(state, configuration.placed | bit))));
        }
        return successors;
    }

    private Optional<S> after(S state, long placed, int slot) {
        return (placed & 1L << slot) != 0 ? Optional.empty()
                : slots.get(slot).flatMap(call -> model.after(state, call.what));
    }
}
