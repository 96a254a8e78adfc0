package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Nearest;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `stress`.
@Command(name = "stress", mixinStandardHelpOptions = true, versionProvider = Stress.Version.class,
        subcommands = {
            CheckCommand.class,
            SelfCheckCommand.class,
            ReplayCommand.class,
            ShrinkCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            ServeCommand.class,
            DiffCommand.class,
            CompletionCommand.class,
            ManCommand.class,
            LedgerCommand.class,
            ReviewCommand.class,
            ConformCommand.class,
            DoctorCommand.class,
            CleanCommand.class,
            FarCommand.class,
            CommandLine.HelpCommand.class},
        description = "Stress tester for container-template installs on ZFS under a quota.",
        footer = {"", "Without a command, stress runs one race: stress --workers 16 --quota-fraction 0.5"})
public final class Stress {

    static final int USAGE = 64;
    static final int INTERNAL = 70;
    static final int INTERRUPTED = 130;

    Stress() { }

    public static void main(String[] args) {
        int status = INTERNAL;
        try {
            status = commandLine().execute(runByDefault(args));
        } catch (OutOfMemoryError | StackOverflowError broken) {
            System.err.println("stress: " + broken);
        }
        if (!Interrupt.received()) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        CommandLine stress = new CommandLine(new Stress());
        stress.addSubcommand("run", RunCommand.commandLine());
        stress.addSubcommand("recipe", RecipeCommand.commandLine());
        stress.addSubcommand("soak", SoakCommand.commandLine());
        stress.addSubcommand("compare", CompareCommand.commandLine());
        stress.addSubcommand("size", SizeCommand.commandLine());
        return stress
                .setUsageHelpAutoWidth(true)
                .setExitCodeExceptionMapper(_ -> INTERNAL)
                .setExecutionExceptionHandler((thrown, line, _) -> explain(thrown, line))
                .setParameterExceptionHandler(Stress::explain);
    }

    /// `stress --workers 4` means `stress run --workers 4`.
    static String[] runByDefault(String[] args) {
        Set<String> own = Set.of("-h", "--help", "-V", "--version");
        Set<String> commands = commandLine().getSubcommands().keySet();
        boolean isRun = args.length == 0 || !own.contains(args[0]) && !commands.contains(args[0])
                && (args[0].startsWith("-") || isWorkload(args[0]) || Nearest.hint(args[0], commands).isEmpty());
        List<String> all = new ArrayList<>(Arrays.asList(args));
        if (isRun) {
            all.addFirst("run");
        }
        return all.toArray(String[]::new);
    }

    private static boolean isWorkload(String word) {
        return Files.exists(Home.workload(word));
    }

    private static int explain(ParameterException wrong, String[] args) {
        String hint = wrong instanceof UnmatchedArgumentException unmatched ? nearest(unmatched) : "";
        wrong.getCommandLine().getErr().println("stress: " + wrong.getMessage().lines().findFirst().orElse("") + hint
                + " (see " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
        return USAGE;
    }

    private static String nearest(UnmatchedArgumentException wrong) {
        String typed = wrong.getUnmatched().getFirst().replaceFirst("=.*", "");
        CommandLine line = wrong.getCommandLine();
        List<String> known = new ArrayList<>(line.getCommandSpec().optionsMap().keySet());
        known.addAll(line.getSubcommands().keySet());
        return Nearest.hint(typed, known);
    }

    private static int explain(Exception thrown, CommandLine line) throws Exception {
        if (thrown instanceof BadInput) {
            line.getErr().println("stress: " + thrown.getMessage());
            return USAGE;
        }
        if (thrown instanceof UncheckedIOException && thrown.getCause() != null) {
            line.getErr().println("stress: " + thrown.getMessage() + ": " + thrown.getCause().getMessage());
            return INTERNAL;
        }
        throw thrown;
    }

    /// The version in the manifest of the jar.
    static final class Version implements IVersionProvider {

        static String text() {
            String version = Stress.class.getPackage().getImplementationVersion();
            return version == null ? "unpackaged" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"stress " + text()};
        }
    }
}
