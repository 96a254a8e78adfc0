package enospc.check.linear;

import com.fasterxml.jackson.databind.JsonNode;
import enospc.check.linear.Register.NoSwap;
import enospc.check.linear.Register.Read;
import enospc.check.linear.Register.Swap;
import enospc.check.linear.Register.Write;
import enospc.history.Misfit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `read`, `write` and, for one that can compare and set, `cas` with the pair of old and new.
///
/// A failed op has not happened, and says nothing of the value: Jepsen's clients fail for other reasons as well.
public record RegisterWords(boolean swaps, JsonNode initial) implements Vocabulary<JsonNode, Register<JsonNode>> {

    @Override
    public List<String> fs() {
        return swaps ? List.of("read", "write", "cas") : List.of("read", "write");
    }

    @Override
    public Order<JsonNode, Register<JsonNode>> order() {
        return new Linearizer<>(Register.beginningWith(initial), Budget.USUAL);
    }

    @Override
    public boolean isKeyed(String f, JsonNode value) {
        return Vocabulary.isPair(value) && (!f.equals("cas") || Vocabulary.isPair(value.get(1)));
    }

    @Override
    public Register<JsonNode> call(String f, JsonNode began, Optional<JsonNode> ended) {
        if (f.equals("read")) {
            return new Read<>(ended.orElse(began));
        }
        if (f.equals("write")) {
            return new Write<>(began);
        }
        if (!Vocabulary.isPair(began)) {
            throw new Misfit("a cas has the value " + began + ", not a pair of old and new");
        }
        return new Swap<>(began.get(0), began.get(1));
    }

    @Override
    public boolean shows(Register<JsonNode> call) {
        return !(call instanceof Write);
    }

    @Override
    public String say(Register<JsonNode> call) {
        return switch (call) {
            case Read<JsonNode>(JsonNode value) -> "read of " + value;
            case Write<JsonNode>(JsonNode value) -> "write of " + value;
            case Swap<JsonNode>(JsonNode expected, JsonNode value) -> "cas from " + expected + " to " + value;
            case NoSwap<JsonNode>(JsonNode expected) -> "failed cas from " + expected;
        };
    }

    @Override
    public String say(Register<JsonNode> call, Set<JsonNode> states) {
        return "was " + states.stream().map(JsonNode::toString).collect(Collectors.joining(" or "));
    }
}
