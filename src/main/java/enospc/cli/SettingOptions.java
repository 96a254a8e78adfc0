package enospc.cli;

import enospc.plan.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Settings as options of a command: each under its own name.
final class SettingOptions {

    private SettingOptions() { }

    static void add(CommandSpec spec, List<Setting<?>> settings) {
        for (Setting<?> setting : settings) {
            spec.addOption(OptionSpec.builder("--" + setting.key())
                    .paramLabel(setting.form().label())
                    .type(String.class)
                    .description(setting.about())
                    .build());
        }
    }

    /// Those that the command line names, in the order of [Setting#ALL].
    static SequencedMap<String, String> said(CommandSpec spec) {
        SequencedMap<String, String> said = new LinkedHashMap<>();
        for (Setting<?> setting : Setting.ALL) {
            OptionSpec option = spec.findOption("--" + setting.key());
            if (option != null && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                String text = option.getValue();
                said.put(setting.key(), text);
            }
        }
        return said;
    }

    /// ` --workers 4 --bug none`, as a shell takes it.
    static String asOptions(Map<String, String> said) {
        StringBuilder options = new StringBuilder();
        said.forEach((key, value) -> options.append(" --").append(key).append(' ').append(quoted(value)));
        return options.toString();
    }

    /// As a shell takes it for one word.
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9./_=,:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
