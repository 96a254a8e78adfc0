package enospc.check.linear;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// A set that begins empty: elements are added, and all of them read.
///
/// @param <E> an element, with `equals`
public sealed interface Growing<E> {

    record Add<E>(E element) implements Growing<E> { }

    record ReadAll<E>(Set<E> elements) implements Growing<E> { }

    /// What a set is. [GrowingOrder] finds an order without trying.
    static <E> Model<Set<E>, Growing<E>> model() {
        return new Model<>() {
            @Override
            public Optional<Set<E>> after(Set<E> now, Growing<E> call) {
                return switch (call) {
                    case Add<E>(E element) -> {
                        Set<E> grown = new HashSet<>(now);
                        grown.add(element);
                        yield Optional.of(grown);
                    }
                    case ReadAll<E>(Set<E> elements) -> Optional.of(now).filter(elements::equals);
                };
            }

            @Override
            public boolean reads(Growing<E> call) {
                return call instanceof ReadAll;
            }

            @Override
            public Set<Set<E>> starts() {
                return Set.of(Set.of());
            }
        };
    }
}
