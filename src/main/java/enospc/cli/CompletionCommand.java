package enospc.cli;

import enospc.plan.BadInput;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `stress completion`: what a shell needs to complete our commands and options, made from the commands themselves.
@Command(name = "completion", mixinStandardHelpOptions = true,
        description = "Print completions for bash, zsh or fish.",
        footer = {"", "Example: source <(stress completion bash)"})
final class CompletionCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
    private String shell;

    @Override
    public Integer call() {
        System.out.print(switch (shell) {
            case "bash", "zsh" -> AutoComplete.bash("stress", Stress.commandLine());
            case "fish" -> Fish.completions("stress", Stress.commandLine());
            default -> throw new BadInput("SHELL is \"" + shell + "\"; known are bash, zsh and fish");
        });
        return 0;
    }
}
