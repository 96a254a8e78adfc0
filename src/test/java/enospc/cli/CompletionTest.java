package enospc.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.AutoComplete;

class CompletionTest {

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? said : "failed: " + said;
    }

    @Test
    void bashCompletesOurCommands(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash here");
        Path script = Files.writeString(folder.resolve("c"), AutoComplete.bash("stress", Stress.commandLine()));
        String said = run("bash", "-c", "source " + script + "; COMP_WORDS=(stress rep); COMP_CWORD=1;"
                + " _complete_stress; echo \"${COMPREPLY[@]}\"");
        assertEquals(List.of("replay", "report"), List.of(said.strip().split(" ")).stream().sorted().toList());
    }

    /// A whole zsh on a terminal of its own: what is typed, a tab, and what stands on the line then.
    @Test
    void zshCompletesOurCommands(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/zsh")), "no zsh here: apt-get install zsh");
        Path script = Files.writeString(folder.resolve("c"), AutoComplete.bash("stress", Stress.commandLine()));
        Path talk = Files.writeString(folder.resolve("talk"), """
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell "PS1=; cd $1; autoload -U compinit; compinit -u -D; source ./c; print rea''dy"
                zpty -r -m shell line '*ready*'
                zpty -w -n shell $'stress repo\\t'
                zpty -r -m shell line '*report*' && print -r -- completed
                """);
        assertEquals("completed", run("timeout", "60", "zsh", "-f", talk.toString(), folder.toString()).strip());
    }

    @Test
    void fishCompletesOurCommandsAndOptions(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fish")), "no fish here: apt-get install fish");
        Path script = Files.writeString(folder.resolve("c"), Fish.completions("stress", Stress.commandLine()));
        String said = run("env", "HOME=" + folder, "fish", "-N", "-c",
                "source " + script + "; complete -C 'stress rep'; complete -C 'stress serve --po'");
        assertEquals(List.of("replay", "report", "--port"),
                said.lines().map(line -> line.split("\t")[0]).toList(), said);
    }

    @Test
    void fishHasARuleForEachCommandAndOption() {
        String rules = Fish.completions("stress", Stress.commandLine());
        assertAll(
                () -> assertTrue(rules.contains("-n __fish_use_subcommand -f -a 'serve' -d 'Show results")),
                () -> assertTrue(rules.contains("-n '__fish_seen_subcommand_from serve' -l 'port' -r -d ")),
                () -> assertTrue(rules.contains("__fish_seen_subcommand_from run' -l 'quota-fraction' -r")),
                () -> assertTrue(rules.lines().skip(1).allMatch(line -> line.startsWith("complete -c stress "))));
    }

    @Test
    void mandocFindsNothingWrong(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mandoc")), "no mandoc here: apt-get install mandoc");
        Path page = folder.resolve("page.1");
        for (var each : Stress.commandLine().getSubcommands().entrySet()) {
            Files.write(page, ManCommand.page("stress-" + each.getKey(), each.getValue()));
            assertEquals("", run("mandoc", "-Tlint", "-Wwarning", page.toString()).lines()
                    .filter(line -> !line.contains("missing date")).collect(Collectors.joining("\n")), each.getKey());
        }
    }

    @Test
    void groffFindsNothingWrong(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "no groff here: apt-get install groff-base");
        Path page = Files.write(folder.resolve("page.1"), ManCommand.page("stress", Stress.commandLine()));
        String shown = run("groff", "-man", "-ww", "-Tascii", "-P-cbou", page.toString());
        assertTrue(shown.contains("NAME") && !shown.contains("troff:") && !shown.contains("failed:"), shown);
    }

    @Test
    void everyCommandHasAManualPage() {
        Stress.commandLine().getSubcommands().forEach((name, command) -> {
            List<String> page = ManCommand.page("stress-" + name, command);
            assertAll(name, () -> assertTrue(page.contains(".SH SYNOPSIS")),
                    () -> assertTrue(page.stream().noneMatch(line -> line.startsWith("'") || line.contains("\n"))));
        });
        assertTrue(ManCommand.page("stress", Stress.commandLine()).contains(".B serve"));
    }
}
