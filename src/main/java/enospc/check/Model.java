package enospc.check;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A small data type: what each call does to a state, and in which states it can have ended as it did.
///
/// @param <S> a state, with `equals`
/// @param <C> a call together with its outcome
interface Model<S, C> {

    /// The state after the call; empty if it cannot have ended so in this state.
    Optional<S> after(S state, C call);

    /// Whether the call leaves every state as it is.
    boolean reads(C call);

    /// The states in which a history may begin.
    Set<S> starts();

    /// One value that is read, written, and swapped if it is as expected.
    sealed interface Register {
        record Read(int value) implements Register { }

        record Write(int value) implements Register { }

        record Swap(int expected, int value) implements Register { }

        /// A swap that was refused.
        record NoSwap(int expected) implements Register { }

        /// Begins at 0.
        Model<Integer, Register> MODEL = new Model<>() {
            @Override
            public Optional<Integer> after(Integer now, Register call) {
                return switch (call) {
                    case Read(int value) -> Optional.of(now).filter(state -> state == value);
                    case Write(int value) -> Optional.of(value);
                    case Swap(int expected, int value) -> now == expected ? Optional.of(value) : Optional.empty();
                    case NoSwap(int expected) -> Optional.of(now).filter(state -> state != expected);
                };
            }

            @Override
            public boolean reads(Register call) {
                return call instanceof Read || call instanceof NoSwap;
            }

            @Override
            public Set<Integer> starts() {
                return Set.of(0);
            }
        };
    }

    /// Numbers that are added, and all of them read.
    sealed interface Growing {
        record Add(int element) implements Growing { }

        record ReadAll(Set<Integer> elements) implements Growing { }

        /// Begins empty.
        Model<Set<Integer>, Growing> MODEL = new Model<>() {
            @Override
            public Optional<Set<Integer>> after(Set<Integer> now, Growing call) {
                return switch (call) {
                    case Add(int element) -> {
                        Set<Integer> grown = new TreeSet<>(now);
                        grown.add(element);
                        yield Optional.of(grown);
                    }
                    case ReadAll(Set<Integer> elements) -> Optional.of(now).filter(elements::equals);
                };
            }

            @Override
            public boolean reads(Growing call) {
                return call instanceof ReadAll;
            }

            @Override
            public Set<Set<Integer>> starts() {
                return Set.of(Set.of());
            }
        };
    }
}
