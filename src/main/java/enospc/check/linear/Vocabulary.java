package enospc.check.linear;

import com.fasterxml.jackson.databind.JsonNode;
import enospc.history.Misfit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a model's calls stand in a history of any tool.
///
/// @param <S> a state
/// @param <C> a call together with its outcome
public interface Vocabulary<S, C> {

    /// The names that ops have.
    List<String> fs();

    /// An order for the calls of one key.
    Order<S, C> order();

    /// Whether this op is on one key of many, its value a pair of key and value. The first op of a history decides.
    boolean isKeyed(String f, JsonNode value);

    /// @param began what the op was begun with; JSON null if nothing
    /// @param ended what it ended well with; empty if nobody knows how it ended
    /// @throws Misfit if that is no such op
    C call(String f, JsonNode began, Optional<JsonNode> ended);

    /// Whether a call that ended well could have shown that something is wrong.
    boolean shows(C call);

    /// A call in words.
    String say(C call);

    /// Why a call cannot be placed, in words that follow on "the state".
    String say(C call, Set<S> states);

    /// A pair of key and value, as Jepsen's independent keys have it.
    static boolean isPair(JsonNode value) {
        return value.isArray() && value.size() == 2;
    }
}
