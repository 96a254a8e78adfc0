package enospc.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enospc.check.Verdict;
import enospc.check.linear.GrowingWords;
import enospc.check.linear.RegisterWords;
import enospc.check.linear.TemplateWords;
import enospc.check.linear.Vocabulary;
import enospc.history.HistoryFile;
import enospc.history.RunDirectory;
import enospc.plan.BadInput;
import enospc.plan.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stress check`: judges an old run again, from its history alone; or the history of any tool, by a model.
@Command(name = "check", mixinStandardHelpOptions = true,
        description = {"Judge a run again from its history. The exit status is that of the run.",
            "With --model: judge whether the ops of any history fit an order. It may be JSON lines with Jepsen's "
            + "keys or Jepsen's history.edn."},
        footer = {"", "Example: stress check results/latest", "         stress check --model cas-register history.edn"})
final class CheckCommand implements Callable<Integer> {

    private static final Path STANDARD_INPUT = Path.of("-");
    private static final List<String> MODELS = List.of("cas-register", "register", "set", "template");

    @Parameters(paramLabel = "RUN", description = "a run's folder, such as results/latest; a history, plain or "
            + "compressed with gzip; or - for standard input")
    private Path run;

    @Option(names = "--model", paramLabel = "NAME", description = "cas-register, register, set or template")
    private String model = "";

    @Option(names = "--initial", paramLabel = "JSON", description = "what a register holds at first (null)")
    private String initial = "null";

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Verdict verdict = model.isEmpty() ? byItsClaims() : byTheModel(history());
        return Judgement.exitStatus(verdict.grade());
    }

    private Verdict byItsClaims() {
        if (run.equals(STANDARD_INPUT) || Files.isRegularFile(run)) {
            Verdict verdict = Judgement.of(run, "");
            Judgement.print(verdict, run, output);
            return verdict;
        }
        RunDirectory directory = new RunDirectory(Home.run(run));
        Verdict verdict = Judgement.of(directory);
        Judgement.print(verdict, directory, "", output);
        Judgement.compare(directory, verdict);
        return verdict;
    }

    private Path history() {
        return Files.isDirectory(run) ? new RunDirectory(Home.run(run)).history() : run;
    }

    /// A run of ours has no ops on templates, but steps that tell of them.
    private Verdict byTheModel(Path history) {
        Vocabulary<?, ?> words = words();
        Verdict verdict = words instanceof TemplateWords && isOurs(history)
                ? Judgement.of(history, "TemplatesLinearize") : Judgement.of(history, words);
        Judgement.print(verdict, history, output);
        return verdict;
    }

    private static boolean isOurs(Path history) {
        try {
            return !history.equals(STANDARD_INPUT) && HistoryFile.isOurs(history);
        } catch (IOException unreadable) {
            throw Judgement.unreadable(history, unreadable);
        }
    }

    private Vocabulary<?, ?> words() {
        return switch (model) {
            case "cas-register" -> new RegisterWords(true, initial());
            case "register" -> new RegisterWords(false, initial());
            case "set" -> new GrowingWords();
            case "template" -> new TemplateWords();
            default -> throw new BadInput("there is no model \"" + model + "\"" + Nearest.hint(model, MODELS)
                    + "; known are: " + String.join(", ", MODELS));
        };
    }

    private JsonNode initial() {
        try {
            JsonNode node = new ObjectMapper().readTree(initial);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException broken) {
            // said below
        }
        throw new BadInput("--initial is '" + initial + "', which is no JSON value such as null, 0 or \"text\"");
    }
}
