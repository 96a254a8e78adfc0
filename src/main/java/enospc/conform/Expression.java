package enospc.conform;

import java.util.List;

/// What a side of a claim says: terms with signs, such as `used p/a - 1` or `free + 10M`, or one plain word.
///
/// @param terms at least one
record Expression(List<Term> terms) {

    /// @param minus whether it is taken away
    record Term(boolean minus, Operand operand) { }

    sealed interface Operand { }

    /// `used p/a`: read from the pool when it is needed.
    record Property(String property, String name) implements Operand { }

    /// A number, a name given by `let`, or a word such as `on`.
    record Word(String text) implements Operand { }

    Expression {
        terms = List.copyOf(terms);
    }
}
