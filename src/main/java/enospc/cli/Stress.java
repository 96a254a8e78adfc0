package enospc.cli;

import enospc.plan.BadInput;
import enospc.plan.Nearest;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `stress`.
@Command(name = "stress", mixinStandardHelpOptions = true, versionProvider = Stress.Version.class,
        description = "Stress tester for container-template installs on ZFS under a quota.",
        footer = {"", "Without a command, stress runs one race: stress --workers 16 --quota-fraction 0.5"})
public final class Stress {

    static final int USAGE = 64;
    static final int INTERNAL = 70;
    static final int INTERRUPTED = 130;

    private static final Set<String> VERSION = Set.of("-V", "--version");
    private static final Set<String> HELP = Set.of("-h", "--help");

    /// @param type  carries its description
    /// @param model made only when it is wanted, for it takes a while
    private record Known(Class<?> type, Supplier<Object> model) { }

    /// In the order in which the help lists them.
    private static final SequencedMap<String, Known> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("run", new Known(RunCommand.class, RunCommand::commandLine));
        COMMANDS.put("check", new Known(CheckCommand.class, CheckCommand::new));
        COMMANDS.put("report", new Known(ReportCommand.class, ReportCommand::new));
        COMMANDS.put("replay", new Known(ReplayCommand.class, ReplayCommand::new));
        COMMANDS.put("shrink", new Known(ShrinkCommand.class, ShrinkCommand::new));
        COMMANDS.put("diff", new Known(DiffCommand.class, DiffCommand::new));
        COMMANDS.put("export", new Known(ExportCommand.class, ExportCommand::new));
        COMMANDS.put("recipe", new Known(RecipeCommand.class, RecipeCommand::commandLine));
        COMMANDS.put("size", new Known(SizeCommand.class, SizeCommand::commandLine));
        COMMANDS.put("compare", new Known(CompareCommand.class, CompareCommand::commandLine));
        COMMANDS.put("soak", new Known(SoakCommand.class, SoakCommand::commandLine));
        COMMANDS.put("ledger", new Known(LedgerCommand.class, LedgerCommand::new));
        COMMANDS.put("review", new Known(ReviewCommand.class, ReviewCommand::new));
        COMMANDS.put("serve", new Known(ServeCommand.class, ServeCommand::new));
        COMMANDS.put("self-check", new Known(SelfCheckCommand.class, SelfCheckCommand::new));
        COMMANDS.put("conform", new Known(ConformCommand.class, ConformCommand::new));
        COMMANDS.put("doctor", new Known(DoctorCommand.class, DoctorCommand::new));
        COMMANDS.put("clean", new Known(CleanCommand.class, CleanCommand::new));
        COMMANDS.put("completion", new Known(CompletionCommand.class, CompletionCommand::new));
        COMMANDS.put("man", new Known(ManCommand.class, ManCommand::new));
        COMMANDS.put("far", new Known(FarCommand.class, FarCommand::new));
        COMMANDS.put("help", new Known(CommandLine.HelpCommand.class, CommandLine.HelpCommand::new));
    }

    Stress() { }

    public static void main(String[] args) {
        int status = INTERNAL;
        try {
            status = execute(args);
        } catch (OutOfMemoryError | StackOverflowError broken) {
            System.err.println("stress: " + broken);
        }
        if (!Interrupt.received()) {
            System.exit(status);
        }
    }

    /// With all commands.
    static CommandLine commandLine() {
        return commandLine(COMMANDS.keySet());
    }

    /// A model of every command takes longer than most commands do: one that is called alone is made alone.
    private static CommandLine commandLine(Set<String> names) {
        CommandLine stress = new CommandLine(new Stress());
        names.forEach(name -> stress.addSubcommand(name, COMMANDS.get(name).model().get()));
        return answering(stress);
    }

    /// With all commands as the help lists them, which cannot be called.
    private static CommandLine listing() {
        CommandLine stress = new CommandLine(new Stress());
        COMMANDS.forEach((name, known) -> {
            CommandSpec spec = CommandSpec.create();
            Command said = known.type().getAnnotation(Command.class);
            spec.usageMessage().header(said.header()).description(said.description()).hidden(said.hidden());
            stress.addSubcommand(name, spec);
        });
        return answering(stress);
    }

    private static CommandLine answering(CommandLine stress) {
        return stress
                .setUsageHelpAutoWidth(true)
                .setExitCodeExceptionMapper(_ -> INTERNAL)
                .setExecutionExceptionHandler((thrown, line, _) -> explain(thrown, line))
                .setParameterExceptionHandler(Stress::explain);
    }

    /// Carries out what a command line says.
    ///
    /// @return the exit status
    static int execute(String... args) {
        String[] whole = runByDefault(args);
        if (whole.length == 1 && VERSION.contains(whole[0])) {
            System.out.println(new Version().getVersion()[0]);    // without a model of anything
            return 0;
        }
        if (whole.length == 1 && HELP.contains(whole[0])) {
            return listing().execute(whole);
        }
        boolean alone = COMMANDS.containsKey(whole[0]) && !whole[0].equals("help");
        return commandLine(alone ? Set.of(whole[0]) : COMMANDS.keySet()).execute(whole);
    }

    /// `stress --workers 4` means `stress run --workers 4`.
    static String[] runByDefault(String[] args) {
        Set<String> commands = COMMANDS.keySet();
        boolean isRun = args.length == 0 || !VERSION.contains(args[0]) && !HELP.contains(args[0])
                && !commands.contains(args[0])
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
