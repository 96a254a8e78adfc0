package enospc.check.linear;

import java.util.Optional;
import java.util.Set;

/// A small data type: what each call does to a state, and in which states it can have ended as it did.
///
/// @param <S> a state, with `equals`
/// @param <C> a call together with its outcome, with `equals`
public interface Model<S, C> {

    /// The state after the call; empty if it cannot have ended so in this state.
    Optional<S> after(S state, C call);

    /// Whether the call leaves every state as it is.
    boolean reads(C call);

    /// The states in which a history may begin.
    Set<S> starts();
}
