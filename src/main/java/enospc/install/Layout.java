package enospc.install;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What the datasets of a store are called. `{root}` stands for the run's own root, `{store}` for the store, `{key}`
/// for the key of an image, `{name}` for a container.
///
/// @param store     parent of all containers: `{root}` alone, or one component below it
/// @param template  one component with `{key}` in it, below the parent of all templates
/// @param staging   another, below the same parent
/// @param container one component with `{name}` in it, below `{store}`
/// @param snapshot  whose existence means "installed", without the `@`
/// @param stamp     user property: seconds since 1970 when a template was last used
public record Layout(String store, String template, String staging, String container, String snapshot, String stamp) {

    /// That of the built-in protocol.
    public static final Layout HOUSE = new Layout("{root}/store", "{store}/.templates/{key}",
            "{store}/.templates/{key}.tmp", "{store}/{name}", "pristine", "enospc:last_used");

    /// What comes before and after the placeholder in the last component of a pattern.
    record Affixes(String before, String after) {

        static Affixes of(String pattern, String placeholder) {
            String last = pattern.substring(pattern.lastIndexOf('/') + 1);
            int at = last.indexOf(placeholder);
            return new Affixes(last.substring(0, at), last.substring(at + placeholder.length()));
        }

        String around(String word) {
            return before + word + after;
        }

        /// Whether the part of the name from `from` to `end` is of this form.
        boolean fit(String name, int from, int end) {
            return end - from > length() && name.startsWith(before, from)
                    && name.startsWith(after, end - after.length());
        }

        String within(String name, int from, int end) {
            return name.substring(from + before.length(), end - after.length());
        }

        int length() {
            return before.length() + after.length();
        }
    }

    /// By the names of the components; those that are missing are as in the house.
    public static Layout of(Map<String, String> words) {
        return words.isEmpty() ? HOUSE : new Layout(
                words.getOrDefault("store", HOUSE.store), words.getOrDefault("template", HOUSE.template),
                words.getOrDefault("staging", HOUSE.staging), words.getOrDefault("container", HOUSE.container),
                words.getOrDefault("snapshot", HOUSE.snapshot), words.getOrDefault("stamp", HOUSE.stamp));
    }

    /// What differs from the house; empty for the house itself.
    public SequencedMap<String, String> words() {
        SequencedMap<String, String> words = new LinkedHashMap<>();
        put(words, "store", store, HOUSE.store);
        put(words, "template", template, HOUSE.template);
        put(words, "staging", staging, HOUSE.staging);
        put(words, "container", container, HOUSE.container);
        put(words, "snapshot", snapshot, HOUSE.snapshot);
        put(words, "stamp", stamp, HOUSE.stamp);
        return words;
    }

    private static void put(Map<String, String> words, String name, String word, String house) {
        if (!word.equals(house)) {
            words.put(name, word);
        }
    }

    /// The parent of templates and staging datasets, below `store`.
    String templatesIn(String store) {
        return template.substring(0, template.lastIndexOf('/')).replace("{store}", store);
    }
}
