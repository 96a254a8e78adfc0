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
    void everyCommandHasAManualPage() {
        Stress.commandLine().getSubcommands().forEach((name, command) -> {
            List<String> page = ManCommand.page("stress-" + name, command);
            assertAll(name, () -> assertTrue(page.contains(".SH SYNOPSIS")),
                    () -> assertTrue(page.stream().noneMatch(line -> line.startsWith("'") || line.contains("\n"))));
        });
        assertTrue(ManCommand.page("stress", Stress.commandLine()).contains(".B serve"));
    }
}
