package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;

/// `stress man`: a manual page, made from the command itself.
@Command(name = "man", mixinStandardHelpOptions = true, description = "Print a manual page, of stress or of a command.",
        footer = {"", "Example: stress man run | man -l -"})
final class ManCommand implements Callable<Integer> {

    private static final int WIDTH = 78;

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "such as run; without it, stress itself")
    private Optional<String> command = Optional.empty();

    @Override
    public Integer call() {
        CommandLine stress = Stress.commandLine();
        CommandLine wanted = command.map(name -> named(stress, name)).orElse(stress);
        String title = command.map(name -> "stress-" + name).orElse("stress");
        page(title, wanted).forEach(System.out::println);
        return 0;
    }

    private static CommandLine named(CommandLine stress, String name) {
        CommandLine found = stress.getSubcommands().get(name);
        if (found == null) {
            throw new BadInput("there is no command " + name + Nearest.hint(name, stress.getSubcommands().keySet()));
        }
        return found;
    }

    /// In the macros of man(7).
    static List<String> page(String title, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String about = text(String.join(" ", command.getHelp().description().strip().lines().toList()));
        List<String> page = new ArrayList<>(List.of(
                ".TH " + title.toUpperCase(java.util.Locale.ROOT).replace("-", "\\-") + " 1 \"\" \"enospc "
                        + Stress.Version.text() + "\"",
                ".SH NAME", title.replace("-", "\\-") + " \\- " + about.replaceFirst("\\..*", ""),
                ".SH SYNOPSIS"));
        page.addAll(wrapped(text(command.getHelp().synopsis(0).strip())));
        page.add(".SH DESCRIPTION");
        page.addAll(wrapped(about));
        command.getSubcommands().forEach((name, line) -> {
            if (!page.contains(".SH COMMANDS")) {
                page.add(".SH COMMANDS");
            }
            entry(page, name, line.getHelp().description().strip());
        });
        page.add(".SH OPTIONS");
        spec.positionalParameters().forEach(each -> entry(page, each.paramLabel(), described(each)));
        spec.options().forEach(each -> entry(page, names(each), described(each)));
        page.add(".SH EXIT STATUS");
        page.add("0 pass, 1 fail, 2 unknown, 64 usage, 70 internal error, 130 interrupted.");
        String footer = String.join("\n", spec.usageMessage().footer()).strip();
        if (!footer.isEmpty()) {
            page.add(".SH EXAMPLE");
            page.add(".nf");
            footer.replaceFirst("^Example: ", "").lines().forEach(line -> page.add(text(line)));
            page.add(".fi");
        }
        return page;
    }

    private static String names(OptionSpec option) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return String.join(", ", option.names()) + label;
    }

    private static String described(ArgSpec argument) {
        String value = argument instanceof PositionalParamSpec || argument.defaultValue() == null ? ""
                : argument.defaultValue();
        return String.join(" ", argument.description()).replace("${DEFAULT-VALUE}", value);
    }

    private static void entry(List<String> page, String name, String about) {
        page.addAll(List.of(".TP", ".B " + text(name)));
        page.addAll(wrapped(text(String.join(" ", about.lines().toList()))));
    }

    /// The source of a page has short lines, a new one for each that is full.
    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line);
                line = word.startsWith(".") || word.startsWith("'") ? "\\&" + word : word;
            } else {
                line = line.isEmpty() ? word : line + " " + word;
            }
        }
        lines.add(line);
        return lines;
    }

    /// A line that begins with a dot or an apostrophe would be a command; a backslash begins one anywhere.
    private static String text(String text) {
        String escaped = text.replaceAll("\\s+", " ").strip().replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
