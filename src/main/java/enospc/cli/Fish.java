package enospc.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Completions for fish, which picocli does not make.
final class Fish {

    private Fish() { }

    static String completions(String name, CommandLine commands) {
        StringBuilder out = new StringBuilder("# made by: " + name + " completion fish\n");
        commands.getSubcommands().forEach((command, line) -> {
            out.append(rule(name, "-n __fish_use_subcommand -f -a " + quoted(command),
                    first(line.getCommandSpec().usageMessage().description())));
            for (OptionSpec option : line.getCommandSpec().options()) {
                out.append(rule(name, "-n " + quoted("__fish_seen_subcommand_from " + command) + names(option),
                        first(option.description())));
            }
        });
        return out.toString();
    }

    private static String rule(String name, String what, String about) {
        return "complete -c " + name + " " + what + (about.isEmpty() ? "" : " -d " + quoted(about)) + "\n";
    }

    /// `-l` for a long name, `-s` for a short one, `-r` if a value must follow.
    private static String names(OptionSpec option) {
        return java.util.Arrays.stream(option.names())
                .map(name -> name.startsWith("--") ? " -l " + quoted(name.substring(2)) : " -s " + name.substring(1))
                .collect(Collectors.joining()) + (option.arity().min() > 0 ? " -r" : "");
    }

    /// The first sentence: there is one line for it.
    private static String first(String[] lines) {
        String all = lines.length == 0 ? "" : lines[0].replace("${DEFAULT-VALUE}", "default");
        return all.lines().findFirst().orElse("").replaceFirst("(?<=[a-z)])[.;:] .*", "").replaceFirst("\\.$", "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
