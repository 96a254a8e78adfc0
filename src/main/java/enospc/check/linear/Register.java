package enospc.check.linear;

import java.util.Optional;
import java.util.Set;

/// One value that is read, written, and swapped if it is as expected.
///
/// @param <V> a value, with `equals`
public sealed interface Register<V> {

    record Read<V>(V value) implements Register<V> { }

    record Write<V>(V value) implements Register<V> { }

    record Swap<V>(V expected, V value) implements Register<V> { }

    /// A swap that found something else.
    record NoSwap<V>(V expected) implements Register<V> { }

    static <V> Model<V, Register<V>> beginningWith(V initial) {
        return new Model<>() {
            @Override
            public Optional<V> after(V now, Register<V> call) {
                return switch (call) {
                    case Read<V>(V value) -> Optional.of(now).filter(value::equals);
                    case Write<V>(V value) -> Optional.of(value);
                    case Swap<V>(V expected, V value) -> now.equals(expected) ? Optional.of(value) : Optional.empty();
                    case NoSwap<V>(V expected) -> Optional.of(now).filter(state -> !state.equals(expected));
                };
            }

            @Override
            public boolean reads(Register<V> call) {
                return call instanceof Read || call instanceof NoSwap;
            }

            @Override
            public Set<V> starts() {
                return Set.of(initial);
            }
        };
    }
}
