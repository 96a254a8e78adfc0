package enospc.check.linear;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The steps of a template store, each with the pair of key and anything: `claim`, `claimed`, `publish`, `seal`,
/// `give-up`, `evict`, `use`, `miss` ([Template] says what each means).
public record TemplateWords() implements Vocabulary<Template.State, Template> {

    @Override
    public List<String> fs() {
        return Arrays.stream(Template.values()).map(this::say).toList();
    }

    @Override
    public Order<Template.State, Template> order() {
        return new Linearizer<>(Template.MODEL, Budget.USUAL);
    }

    @Override
    public boolean isKeyed(String f, JsonNode value) {
        return Vocabulary.isPair(value);
    }

    @Override
    public Template call(String f, JsonNode began, Optional<JsonNode> ended) {
        return Template.valueOf(f.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public boolean shows(Template call) {
        return true;
    }

    @Override
    public String say(Template call) {
        return call.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String say(Template call, Set<Template.State> states) {
        return "was " + states.stream().map(state -> state.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }
}
