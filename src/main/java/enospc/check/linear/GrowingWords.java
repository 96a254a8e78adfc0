package enospc.check.linear;

import com.fasterxml.jackson.databind.JsonNode;
import enospc.check.linear.Growing.Add;
import enospc.check.linear.Growing.ReadAll;
import enospc.history.Misfit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `add` of an element, and `read` of all.
public record GrowingWords() implements Vocabulary<Set<JsonNode>, Growing<JsonNode>> {

    private static final int NAMED_MAX = 3;

    @Override
    public List<String> fs() {
        return List.of("add", "read");
    }

    @Override
    public Order<Set<JsonNode>, Growing<JsonNode>> order() {
        return new GrowingOrder<>();
    }

    @Override
    public boolean isKeyed(String f, JsonNode value) {
        return Vocabulary.isPair(value) && (f.equals("add") || value.get(1).isNull() || value.get(1).isArray());
    }

    @Override
    public Growing<JsonNode> call(String f, JsonNode began, Optional<JsonNode> ended) {
        if (f.equals("add")) {
            return new Add<>(began);
        }
        if (ended.isPresent() && !ended.get().isArray()) {
            throw new Misfit("a read has the value " + ended.get() + ", not a list of elements");
        }
        Set<JsonNode> elements = new HashSet<>();
        ended.ifPresent(list -> list.forEach(elements::add));
        return new ReadAll<>(elements);
    }

    @Override
    public boolean shows(Growing<JsonNode> call) {
        return call instanceof ReadAll;
    }

    @Override
    public String say(Growing<JsonNode> call) {
        return switch (call) {
            case Add<JsonNode>(JsonNode element) -> "add of " + element;
            case ReadAll<JsonNode>(Set<JsonNode> elements) -> "read of " + elements.size() + " elements";
        };
    }

    @Override
    public String say(Growing<JsonNode> call, Set<Set<JsonNode>> states) {
        Set<JsonNode> now = states.iterator().next();
        Set<JsonNode> read = call instanceof ReadAll<JsonNode>(Set<JsonNode> elements) ? elements : Set.of();
        String had = "had " + now.size() + " elements";
        return call instanceof ReadAll ? had + "; it lacks " + some(now, read) + ", and has beside them "
                + some(read, now) : had + " as a read that overlapped it had shown";
    }

    private static String some(Set<JsonNode> these, Set<JsonNode> without) {
        List<JsonNode> left = these.stream().filter(each -> !without.contains(each)).toList();
        String named = left.stream().limit(NAMED_MAX).map(JsonNode::toString).sorted()
                .collect(Collectors.joining(", "));
        return left.isEmpty() ? "none" : left.size() <= NAMED_MAX ? named
                : named + " and " + (left.size() - NAMED_MAX) + " more";
    }
}
