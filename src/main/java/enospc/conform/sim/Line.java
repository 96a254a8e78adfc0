package enospc.conform.sim;

import enospc.conform.Shell.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A command line taken apart: `zfs create -o quota=1M p/a` is the verb `create`, an option `o` and an operand.
///
/// @param options in their order; `value` is empty for a flag
record Line(String verb, List<Option> options, List<String> operands) {

    record Option(char letter, String value) { }

    /// @param words after the verb
    static Line of(String verb, List<String> words, String valued) {
        List<Option> options = new ArrayList<>();
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-") && words.get(at).length() > 1) {
            String word = words.get(at++);
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                if (valued.indexOf(letter) < 0) {
                    options.add(new Option(letter, ""));
                } else if (i + 1 < word.length()) {
                    options.add(new Option(letter, word.substring(i + 1)));
                    break;
                } else {
                    options.add(new Option(letter, at < words.size() ? words.get(at++) : ""));
                }
            }
        }
        return new Line(verb, options, words.subList(at, words.size()));
    }

    boolean has(char letter) {
        return options.stream().anyMatch(option -> option.letter == letter);
    }

    List<String> values(char letter) {
        return options.stream().filter(option -> option.letter == letter).map(Option::value).toList();
    }

    /// The comma-separated values of an option, or those of `otherwise`.
    List<String> list(char letter, String otherwise) {
        List<String> values = values(letter);
        return Arrays.asList((values.isEmpty() ? otherwise : values.getLast()).split(","));
    }

    /// What bad usage is answered: an option that is not in `known`, or a wrong number of operands.
    ///
    /// @param what the operand is called when it is missing
    Optional<Answer> misused(String known, int least, int most, String what) {
        for (Option option : options) {
            if (known.indexOf(option.letter) < 0) {
                return Optional.of(usage("invalid option '" + option.letter + "'"));
            }
        }
        if (operands.size() < least) {
            return Optional.of(usage("missing " + what + " argument"));
        }
        return operands.size() > most ? Optional.of(usage("too many arguments")) : Optional.empty();
    }

    /// Bad usage: status 2.
    static Answer usage(String complaint) {
        return new Answer(2, "", complaint + "\nusage:\n");
    }
}
