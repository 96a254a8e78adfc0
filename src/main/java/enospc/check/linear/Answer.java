package enospc.check.linear;

import java.util.Set;

/// Whether calls fit an order.
public sealed interface Answer<S, C> {

    /// There is an order; these are the states that it may end in.
    record Fits<S, C>(Set<S> ends) implements Answer<S, C> { }

    /// Everything up to the end of `call` fits an order, and that end does not.
    ///
    /// @param states those possible just before the end of the call; it fits none of them, nor any that the calls
    ///               then open could lead to
    record Breaks<S, C>(Call<C> call, Set<S> states) implements Answer<S, C> { }

    /// There was more to follow than the [Budget] allows; `why` says of what.
    record TooMany<S, C>(String why) implements Answer<S, C> { }
}
